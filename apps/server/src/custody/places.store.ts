import type { CustodyPlace, SignedCertificate } from "@threshold/contract";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

interface PlaceRow {
  desk: string;
  n: 1 | 2 | 3;
  at_organisation: string;
  organisation_name: string;
  state: CustodyPlace["state"];
  member: string | null;
  member_name: string | null;
  asked_at: Date;
  answered_at: Date | null;
  certificate: string | null;
}

/** Who holds, or is asked to hold, the shares of this organisation's desks. `seen` is for the set in force to say. */
export async function placesOf(scope: Scope): Promise<Map<string, Omit<CustodyPlace, "seen">[]>> {
  const { rows } = await sql<PlaceRow>`select * from custody_places()`.execute(scope);
  const byDesk = new Map<string, Omit<CustodyPlace, "seen">[]>();
  for (const row of rows) byDesk.set(row.desk, [...(byDesk.get(row.desk) ?? []), asPlace(row)]);
  return byDesk;
}

function asPlace(row: PlaceRow): Omit<CustodyPlace, "seen"> {
  return {
    n: row.n,
    organisation: { id: row.at_organisation, name: row.organisation_name },
    state: row.state,
    member: row.member === null ? null : { id: row.member, name: row.member_name ?? "" },
    asked: row.asked_at.toISOString(),
    answered: row.answered_at?.toISOString() ?? null,
    certificate: row.certificate === null ? null : (JSON.parse(row.certificate) as SignedCertificate),
  };
}

/** Asks three organisations. Whoever agreed before, and is asked again at the same place, need not agree anew. */
export async function arrange(
  scope: Scope,
  of: { readonly desk: string; readonly organisation: string; readonly asked: readonly string[]; readonly at: Date },
): Promise<void> {
  const { desk, organisation, asked, at } = of;
  const before = await scope
    .selectFrom("custody_place")
    .selectAll()
    .where("desk", "=", desk)
    .where("organisation", "=", organisation)
    .execute();
  for (const [index, at_organisation] of asked.entries()) {
    const n = index + 1;
    const old = before.find((place) => place.n === n);
    if (old?.at_organisation === at_organisation && old.state !== "refused") continue;
    await scope.deleteFrom("custody_place").where("desk", "=", desk).where("n", "=", n).execute();
    await scope
      .insertInto("custody_place")
      .values({ desk, n, organisation, at_organisation, member: null, state: "asked", asked_at: at, answered_at: null })
      .execute();
  }
}

export interface PlaceHereRow {
  readonly desk: string;
  readonly n: 1 | 2 | 3;
  readonly organisation: string;
  readonly organisation_name: string;
  readonly desk_name: string;
  readonly state: CustodyPlace["state"];
  readonly member: string | null;
  readonly asked_at: Date;
}

/** The places that this organisation's custodians are asked to fill. */
export async function placesHere(scope: Scope): Promise<PlaceHereRow[]> {
  return (await sql<PlaceHereRow>`select * from custody_here()`.execute(scope)).rows;
}

/**
 * A custodian's yes or no. Nobody holds two shares of one desk.
 * @returns whose desk it is; null where this organisation is not asked, somebody answered already, or she holds one of the others
 */
export async function answerPlace(
  scope: Scope,
  of: {
    readonly desk: string;
    readonly n: number;
    readonly organisation: string;
    readonly member: string;
    readonly agree: boolean;
    readonly at: Date;
  },
): Promise<string | null> {
  const { desk, n, organisation, member, agree, at } = of;
  // Two answers at once would each see the other place still open: the organisation's places are held first.
  const here = await scope
    .selectFrom("custody_place")
    .select(["n", "member"])
    .where("desk", "=", desk)
    .where("at_organisation", "=", organisation)
    .orderBy("n")
    .forUpdate()
    .execute();
  if (agree && here.some((place) => place.member === member && place.n !== n)) return null;
  // One who agreed may lay it down again; her share goes with the next making.
  const done = await scope
    .updateTable("custody_place")
    .set({ state: agree ? "agreed" : "refused", member: agree ? member : null, answered_at: at })
    .where("desk", "=", desk)
    .where("n", "=", n)
    .where("at_organisation", "=", organisation)
    .where((is) => (agree ? is("state", "=", "asked") : is.or([is("state", "=", "asked"), is("member", "=", member)])))
    .returning("organisation")
    .executeTakeFirst();
  return done?.organisation ?? null;
}
