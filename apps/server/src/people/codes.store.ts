import type { CodeKept, NewEnrolment, NewInvitation } from "@threshold/contract";
import { seal, toBase64 } from "@threshold/sealing";
import { type CodeRoot, codeMark, codeTicket, type Signer, signCodeNote } from "@threshold/sealing/trust";
import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import { findDesks } from "../directory/directory.store.ts";
import type { House } from "../house.ts";
import { addRecord } from "../record/record.store.ts";
import { hashOf, makeCode } from "./secrets.ts";

const minute = 60_000;
const lasts = { enrolment: 15 * minute, invitation: 14 * 24 * 60 * minute };

export interface Issued {
  readonly code: string;
  readonly expires: string;
}
/** Who made a code, in whose browser; null for the server itself. */
interface Maker {
  readonly organisation: string;
  readonly id: string | null;
}

const rootOf = ({ root }: House, organisation: string | null, desk: string | null): CodeRoot => ({
  ...{ network: root.network, root: root.verifyKey },
  ...{ organisation, desk },
});

/**
 * A code that enrols one phone, made by the server: for the demo, and where there is no browser yet.
 * @param steward who signs for it; without her nobody's browser confirms the phone
 */
export async function issueEnrolment(
  house: House,
  organisation: string,
  desk: string,
  { minutes, steward }: { readonly minutes?: number; readonly steward?: Signer } = {},
): Promise<Issued> {
  const code = makeCode();
  const recipient = (await findDesks(house.db, [desk])).get(desk)?.recipient ?? "";
  const plain = new TextEncoder().encode(code);
  const note = steward === undefined ? plain : await signCodeNote({ organisation, desk, code }, steward);
  const sealed = await seal(note, [recipient]);
  if (!sealed.ok) throw new Error("an enrolment for a desk without a key");
  const [ticket, mark] = await Promise.all([codeTicket(code), codeMark(code, rootOf(house, organisation, desk))]);
  const wish = { ticket, desk, mark, sealedCode: toBase64(sealed.value) };
  const { expires } = await keepEnrolment(house, { organisation, id: null }, wish, minutes);
  return { code, expires };
}

/** Keeps what a browser made of a code that enrols one phone at a desk. */
export async function keepEnrolment(
  house: House,
  { organisation, id }: Maker,
  { ticket, desk, mark, sealedCode }: NewEnrolment,
  minutes?: number,
): Promise<CodeKept> {
  const expires_at = new Date(house.clock().getTime() + (minutes === undefined ? lasts.enrolment : minutes * minute));
  const code_hash = await hashOf(ticket);
  await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const row = { code_hash, organisation, desk, expires_at, mark, sealed_code: sealedCode, made_by: id };
    await scope.insertInto("enrolment").values(row).execute();
    await addRecord(scope, house, { organisation, kind: "phone-invited", by: id, about: desk });
  });
  return { expires: expires_at.toISOString() };
}

/** Keeps what a browser made of a code that lets one organisation join. */
export async function keepInvitation(
  house: House,
  { organisation, id }: Maker,
  { ticket, mark }: NewInvitation,
): Promise<CodeKept> {
  const expires_at = new Date(house.clock().getTime() + lasts.invitation);
  const code_hash = await hashOf(ticket);
  await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    await scope.insertInto("invitation").values({ code_hash, organisation, expires_at, mark, made_by: id }).execute();
    await addRecord(scope, house, { organisation, kind: "organisation-invited", by: id, about: null });
  });
  return { expires: expires_at.toISOString() };
}

/** A code that lets one organisation join, made by the server: for tests and tools. */
export async function issueInvitation(house: House, organisation: string): Promise<Issued> {
  const code = makeCode();
  const [ticket, mark] = await Promise.all([codeTicket(code), codeMark(code, rootOf(house, null, null))]);
  return { code, ...(await keepInvitation(house, { organisation, id: null }, { ticket, mark })) };
}

/** The code that makes the first organisation of an empty database; null where there is one already. */
export async function issueSetupCode(house: House): Promise<Issued | null> {
  const code = makeCode();
  const expires = new Date(house.clock().getTime() + lasts.invitation);
  const [ticket, mark] = await Promise.all([codeTicket(code), codeMark(code, rootOf(house, null, null))]);
  const { rows } = await sql<{
    made: boolean;
  }>`select make_setup_code(${await hashOf(ticket)}, ${mark}, ${expires}) as made`.execute(house.db);
  return rows[0]?.made === true ? { code, expires: expires.toISOString() } : null;
}

/** The mark of an invitation that can be used; null where the ticket is unknown, used or has run out. */
export async function invitationMark(house: House, ticket: string): Promise<string | null> {
  const { rows } = await sql<{
    mark: string | null;
  }>`select invitation_mark(${await hashOf(ticket)}, ${house.clock()}) as mark`.execute(house.db);
  return rows[0]?.mark ?? null;
}

/** Uses a code up; false where it is unknown, used or has run out. Rolled back with its transaction. */
export async function useInvitation(scope: Scope, ticket: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select use_invitation(${await hashOf(ticket)}, ${now}) as used`.execute(
    scope,
  );
  return rows[0]?.used === true;
}

/** Uses a code up; answers where the phone belongs, or null. */
export async function useEnrolment(
  scope: Scope,
  ticket: string,
  now: Date,
): Promise<{ organisation: string; desk: string; mark: string } | null> {
  const { rows } = await sql<{
    organisation: string;
    desk: string;
    mark: string;
  }>`select * from use_enrolment(${await hashOf(ticket)}, ${now})`.execute(scope);
  return rows[0] ?? null;
}

/** Notes which phone used a code, and how its key is bound to it. Inside the organisation's transaction. */
export async function noteUsedBy(scope: Scope, ticket: string, device: string, binding: string): Promise<void> {
  await scope
    .updateTable("enrolment")
    .set({ device, binding })
    .where("code_hash", "=", await hashOf(ticket))
    .execute();
}

/** Closes the codes that a member made and nobody used: whoever may not make such any more holds none that works. */
export async function closeCodes(
  scope: Scope,
  member: string,
  at: Date,
  { organisations, phones }: { readonly organisations: boolean; readonly phones: boolean },
): Promise<void> {
  await sql`select close_codes(${member}, ${at}, ${organisations}, ${phones})`.execute(scope);
}

export async function isEmpty(house: House): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select is_empty() as empty`.execute(house.db);
  return rows[0]?.empty === true;
}
