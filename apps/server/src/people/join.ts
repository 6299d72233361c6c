import type { Join } from "@threshold/contract";
import { asOrganisation } from "../database/scope.ts";
import { addService } from "../directory/directory.store.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { useInvitation } from "./codes.store.ts";
import { addDesk, addMember, addOrganisation, addWrap, handleTaken } from "./members.store.ts";

const uuid = () => crypto.randomUUID();
const closedAllWeek: [number, number][][] = [[], [], [], [], [], [], []];

/** Thrown inside the transaction to undo it, and caught here: a refused join leaves the code usable. */
class Undo extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super("undo");
    this.refusal = refusal;
  }
}

/**
 * Makes an organisation, its first desk with its service, and its first member, who coordinates it. The keys come from her
 * browser; the server sees only public and sealed halves. The code is used up in the same transaction.
 */
export async function join(
  house: House,
  wish: Join,
): Promise<{ ok: true; organisation: string; member: string } | Refused> {
  const [organisation, desk, member, service] = [uuid(), uuid(), uuid(), uuid()];
  const at = house.clock();
  try {
    await asOrganisation(house.db, house.clock, organisation, async (scope) => {
      if (!(await useInvitation(scope, wish.code, at))) throw new Undo(refused("code-unknown"));
      if (await handleTaken(scope, wish.member.handle)) throw new Undo(refused("handle-taken", "/member/handle"));
      await addOrganisation(scope, { id: organisation, ...wish.organisation, invented: false, at });
      await addDesk(scope, { id: desk, organisation, name: wish.desk.name, recipient: wish.desk.recipient, at });
      await addMember(scope, { id: member, organisation, ...wish.member, roles: ["coordinator", "administrator"], at });
      await addWrap(scope, desk, member, organisation, wish.desk.wrapped);
      await addService(scope, {
        ...{
          id: service,
          organisation,
          desk,
          name: wish.desk.name,
          offers: [],
          whom: [],
          languages: [],
          hours: closedAllWeek,
        },
        ...{
          phone: wish.phone,
          specialist: false,
          open: false,
          invented: false,
          checkedOn: at.toISOString().slice(0, 10),
        },
      });
    });
  } catch (error) {
    if (error instanceof Undo) return error.refusal;
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === "23505" && constraint === "member_handle_key_key") return refused("handle-taken", "/member/handle");
    if (code === "23505" && constraint === "desk_key_recipient_key") return refused("bad-request", "/desk/recipient");
    throw error;
  }
  return { ok: true, organisation, member };
}
