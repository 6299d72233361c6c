import type { KeyChange, TrustDraft } from "@threshold/contract";
import { makeDeskFor } from "@threshold/sealing";
import { nextPublication } from "@threshold/sealing/trust";
import { signer } from "../keys.ts";
import { current } from "../session.ts";
import { fetchDraft } from "../trust/publish.ts";
import { loadTrust, trust } from "../trust/trust.ts";
import type { Trouble } from "../words.ts";
import { type Confirmed, confirmedOf } from "./confirmed.ts";
import { loadPeople, people } from "./state.ts";

type Line = TrustDraft["people"][number];
/** What is to be different afterwards. */
export interface Wish {
  /** A member as she is to be: new, with new keys, or with other roles or desks. Her line was looked at. */
  readonly member?: Omit<Line, "subject" | "certificate">;
  /** Id of who is out from now on. */
  readonly leaving?: string;
  /** Desks that get a new key, wrapped to all who work there then. */
  readonly rotate?: readonly string[];
  /** A desk that is added, with who is to work there. */
  readonly added?: { readonly desk: string; readonly members: readonly string[] };
}
/** `unchecked`: what the server says of keys does not hold, so nothing is signed on top of it. */
export type ChangeTrouble = Trouble | { readonly problem: "unchecked" };
type Made = { readonly ok: true; readonly change: KeyChange } | (ChangeTrouble & { readonly ok: false });

const unchecked = { ok: false, problem: "unchecked" } as const;

/**
 * Makes what one change of people needs: new desk keys, certificates, the organisation's next statement. Everything rests on what this
 * browser checked; the server's books only say what is wished. Certificates of phones that were removed end by the way.
 */
export async function makeChange(wish: Wish): Promise<Made> {
  const trouble = (await loadTrust()) ?? (await loadPeople());
  if (trouble !== null) return { ...trouble, ok: false };
  const [known, books] = [trust.value, people.value];
  const draft = await fetchDraft();
  if (!draft.ok) return draft;
  const { id } = current().organisation;
  if (known === null || books === null || draft.value.organisation !== id) return unchecked;
  const now = new Date();
  // Whoever waits with new keys gets a desk's key once they are signed for; her old ones get nothing any more.
  const here = books.members.filter((one) => one.standing !== "waiting");
  const desks = await newKeys(wish, await confirmedOf(known, id, here, now));
  const before = known.organisations.find((one) => one.id === id)?.desks ?? [];
  const keys = desks.map(({ desk, recipient, wraps }) => ({
    ...{ desk, recipient, wraps: [...wraps] },
    version: (before.find((one) => one.desk === desk)?.version ?? 0) + 1,
  }));
  const removed = books.phones.filter((phone) => phone.removed).map((phone) => phone.certificate);
  const lines = withMember(draft.value.people, wish, books.members).concat(
    removed.map((certificate) => ({ ...certificate.statement, certificate })),
  );
  const next = await nextPublication(
    { ...draft.value, people: lines },
    {
      ...{ signer: signer(), now, seen: known.pin.organisations[id] ?? null },
      desks: [...before.filter((one) => keys.every((key) => key.desk !== one.desk)), ...keys],
      confirmed: [...(wish.member === undefined ? [] : [wish.member.id]), ...(wish.added?.members ?? [])],
      leaving: [...(wish.leaving === undefined ? [] : [wish.leaving]), ...removed.map((one) => one.statement.id)],
    },
  );
  if (!next.ok) return unchecked;
  const { statement, certificates } = next.value;
  // The types of sealing promise that nothing is changed; those of the contract do not say so.
  return { ok: true, change: { statement, certificates, desks: keys } as unknown as KeyChange };
}

function newKeys({ rotate = [], leaving, member, added }: Wish, confirmed: readonly Confirmed[]) {
  const staying = confirmed
    .filter((one) => one.id !== leaving)
    .map((one) => (one.id === member?.id ? { ...one, desks: member.desks } : one));
  const plans = [
    ...rotate.map((desk) => ({ desk, members: staying.filter((one) => one.desks.includes(desk)) })),
    ...(added === undefined
      ? []
      : [{ desk: added.desk, members: staying.filter((one) => added.members.includes(one.id)) }]),
  ];
  return Promise.all(
    plans.map(async ({ desk, members }) => {
      const made = await makeDeskFor(members);
      if (!made.ok) throw new Error(`a desk's key could not be wrapped: ${made.why}`);
      return { desk, ...made.value };
    }),
  );
}

/** The draft's lines as they are to be. Who was confirmed and gets another desk keeps all else as her certificate says it. */
function withMember(
  lines: readonly Line[],
  { member, added }: Wish,
  colleagues: readonly { readonly id: string; readonly certificate: Line["certificate"] }[],
): Line[] {
  const kept = lines
    .filter((line) => line.id !== member?.id)
    .map((line) => {
      const said = line.certificate?.statement;
      if (added === undefined || said === undefined || !added.members.includes(line.id)) return line;
      return { ...line, ...said, desks: [...said.desks, added.desk] };
    });
  if (member === undefined) return kept;
  const certificate =
    lines.find((line) => line.id === member.id)?.certificate ??
    colleagues.find((one) => one.id === member.id)?.certificate ??
    null;
  return [...kept, { subject: "member", ...member, certificate }];
}
