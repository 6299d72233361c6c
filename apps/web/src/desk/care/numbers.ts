/** What a step of a list calls: kinds of numbers in the country's file. */
export interface Call {
  readonly emergency?: readonly string[];
  readonly helplines?: readonly string[];
  readonly tell?: "child";
}
interface Numbered {
  readonly id: string;
  readonly phone: string;
}
/** What the country's file knows of numbers. */
export interface CountryNumbers {
  readonly emergency: readonly Numbered[];
  readonly helplines: readonly Numbered[];
  readonly authorities: readonly { readonly id: string; readonly phone: string | null }[];
  readonly tell: readonly {
    readonly to: string;
    readonly results: readonly string[];
    readonly ages?: readonly string[];
    readonly forms?: readonly string[];
    readonly by: string;
  }[];
}
/** Somebody to call; null where the file has no number. */
export interface ToCall {
  readonly kind: "emergency" | "helpline" | "authority";
  readonly id: string;
  readonly phone: string | null;
}

/** Numbers of one step. */
export function numbersOf(call: Call | undefined, country: CountryNumbers): readonly ToCall[] {
  if (call === undefined) return [];
  const pick = (kind: ToCall["kind"], from: readonly Numbered[], ids: readonly string[] = []): ToCall[] =>
    ids.flatMap((id) => from.filter((one) => one.id === id).map(({ phone }) => ({ kind, id, phone })));
  return [
    ...pick("emergency", country.emergency, call.emergency),
    ...pick("helpline", country.helplines, call.helplines),
    ...(call.tell === undefined ? [] : told(country, (ages) => ages?.includes("child") ?? false)),
  ];
}

/** Further authorities that are told by phone of somebody like this: those of the country's rules that no step has. */
export function furtherNumbers(shown: readonly ToCall[], country: CountryNumbers, child: boolean): readonly ToCall[] {
  const known = new Set(shown.flatMap(({ kind, id }) => (kind === "authority" ? [id] : [])));
  return told(country, (ages) => ages === undefined || ages.includes(child ? "child" : "adult")).filter(
    ({ id, phone }) => !known.has(id) && phone !== null,
  );
}

/** Authorities that are told by phone of a presumed victim, whatever was done to them. */
function told({ tell, authorities }: CountryNumbers, of: (ages: readonly string[] | undefined) => boolean): ToCall[] {
  const to = tell
    .filter(
      ({ ages, results, forms, by }) =>
        by === "phone" && forms === undefined && results.includes("presumed") && of(ages),
    )
    .map((rule) => rule.to);
  return authorities.filter(({ id }) => to.includes(id)).map(({ id, phone }) => ({ kind: "authority", id, phone }));
}
