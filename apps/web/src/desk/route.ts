/** Where one is in the Desk. The address holds no more than the random id of a case. */
export type Route =
  | {
      readonly page:
        | "inbox"
        | "search"
        | "sent"
        | "phones"
        | "services"
        | "invite"
        | "own-sign-in"
        | "custody"
        | "people"
        | "record"
        | "telling"
        | "paper"
        | "together";
    }
  | { readonly page: "case"; readonly id: string };

const plain = [
  "inbox",
  "search",
  "sent",
  "phones",
  "services",
  "invite",
  "own-sign-in",
  "custody",
  "people",
  "record",
  "telling",
  "paper",
  "together",
] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads `location.hash`; whatever is not known leads to the inbox. */
export function readRoute(hash: string): Route {
  const [first, second] = hash.replace(/^#?\/?/, "").split("/");
  if (first === "case" && second !== undefined && uuid.test(second)) return { page: "case", id: second };
  const page = plain.find((candidate) => candidate === first);
  return { page: page ?? "inbox" };
}

export const hrefOf = (route: Route): string => (route.page === "case" ? `#/case/${route.id}` : `#/${route.page}`);
