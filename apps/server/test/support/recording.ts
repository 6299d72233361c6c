import type { CaseRecord } from "@threshold/casework/care";
import { makeCaseKey, sealRecord } from "@threshold/sealing/content";
import type { Member, Organisation } from "./actors.ts";
import { accepted, type MadeReferral, newId, send, signed } from "./writing.ts";

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

/** What a record says in clear. */
interface InClear {
  readonly nextDue?: string | null;
  readonly owner?: string | null;
  readonly closed?: boolean;
}

/** A case that a desk has taken on. */
export interface Taken {
  /** Something was recorded by this member of the desk; what, matters to nobody here. */
  record(by: Member, clear: InClear): Promise<void>;
}

/** A member accepts a referral and makes the key of the case. */
export async function takeOn(worker: Member, home: Organisation, { envelope: of }: MadeReferral): Promise<Taken> {
  let last = of.id;
  const add = async (by: Member, fields: object, parts: Parameters<typeof signed>[2]) => {
    by.seq += 1;
    const id = newId();
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const common = { v: 1, id, case: of.case, parents: [last], author: by.id, seq: by.seq, at, sender: by.at } as const;
    const notes = (parts ?? []).map(({ note }) => note);
    const answer = await send(by, await signed(by, { ...common, parts: notes, ...fields } as never, parts));
    if (answer.status !== 201) throw new Error(answer.text);
    last = id;
  };
  const yes = await accepted(worker, of);
  const answer = await send(worker, yes);
  if (answer.status !== 201) throw new Error(answer.text);
  last = yes.envelope.id;
  const { recipient, parts } = good(await makeCaseKey(home.key.recipient, null));
  await add(worker, { kind: "keyed", recipient, version: 1, team: null }, parts);
  return {
    async record(by, { nextDue = null, owner, closed }) {
      const said: CaseRecord = { v: 1, topic: "reopened", at: "2026-11-02T12:00:00Z", note: null };
      const clear = { nextDue, ...(owner === undefined ? {} : { owner }), ...(closed === undefined ? {} : { closed }) };
      await add(by, { kind: "recorded", ...clear }, [good(await sealRecord(said, [recipient]))]);
    },
  };
}
