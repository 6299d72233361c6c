import type { Arrival, Envelope, Referred } from "@threshold/casework";
import { fold } from "@threshold/casework";
import {
  type Care,
  type CaseRecord,
  type ForeignRecord,
  foldCare,
  isTakenBack,
  readRecord,
} from "@threshold/casework/care";
import type { CaseFile } from "@threshold/contract";
import { fromBase64, type SealedPart } from "@threshold/sealing";
import { makeCaseKey, openCaseKey, openRecord, sealRecord } from "@threshold/sealing/content";
import { memberOf, type Organisation, type Writer } from "./actors.ts";
import { type Answer, ask } from "./client.ts";
import { accepted, newId, referral, send, signed } from "./writing.ts";

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

/** A case that a desk takes on and works, over HTTP, as its members' browsers do. */
export class WorkedCase {
  readonly of: Referred;
  readonly home: Organisation;
  readonly recipient: string;
  /** The entry of the key: what everybody who records anything knows at least. */
  readonly begun: string;

  private constructor(of: Referred, home: Organisation, recipient: string, begun: string) {
    [this.of, this.home, this.recipient, this.begun] = [of, home, recipient, begun];
  }

  /** Sends a referral from the writer to the desk, which accepts it and makes the case's key. */
  static async taken(sender: Writer, home: Organisation): Promise<WorkedCase> {
    const sent = await referral(sender, { to: home });
    await must(send(sender, sent));
    const desk = memberOf(home);
    const answer = await accepted(desk, sent.envelope);
    await must(send(desk, answer));
    const key = good(await makeCaseKey(home.key.recipient, null));
    const keyed = { kind: "keyed", recipient: key.recipient, version: 1, team: null } as const;
    const begun = await write(desk, sent.envelope, [answer.envelope.id], keyed, key.parts);
    await must(Promise.resolve(begun.answer));
    return new WorkedCase(sent.envelope, home, key.recipient, begun.id);
  }

  /** A member records something, knowing these entries (all that is there, where they are left out). */
  async record(
    by: Writer,
    said: Omit<CaseRecord, "v" | "at"> & Readonly<Record<string, unknown>>,
    knowing?: readonly string[],
  ): Promise<string> {
    const record = { v: 1, at: instant(), ...said } as unknown as CaseRecord;
    const part = good(await sealRecord(record, [this.recipient]));
    const parents = knowing ?? headsOf((await this.file(by)).entries.map(({ envelope }) => envelope as Envelope));
    const made = await write(by, this.of, parents, { kind: "recorded", nextDue: null, owner: null }, [part]);
    await must(Promise.resolve(made.answer));
    return made.id;
  }

  async file(by: Writer): Promise<CaseFile> {
    const answer = await ask(by, "GET", `/cases/${this.of.case}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as CaseFile;
  }

  /** What a member's browser makes of the case. */
  async care(by: Writer): Promise<Care> {
    const file = await this.file(by);
    const arrivals = file.entries.map(
      ({ envelope, receivedAt }): Arrival => ({ envelope: envelope as Envelope, receivedAt }),
    );
    const state = fold(arrivals);
    if (state.status === "no-referral") throw new Error("no case");
    const key = file.parts.find((part) => part.name === "key");
    const note = file.entries
      .find(({ envelope }) => envelope.id === key?.entry)
      ?.envelope.parts.find((part) => part.name === "key");
    const bytes = fromBase64(key?.bytes ?? "");
    if (bytes === null || note === undefined) throw new Error("no key");
    const named = { recipient: this.recipient, sha256: note.sha256 };
    const { secret } = good(await openCaseKey(bytes, [this.home.key.secret], named));
    const records = new Map<string, CaseRecord | ForeignRecord>();
    for (const part of file.parts) {
      if (part.name !== "record") continue;
      const opened = readRecord(good(await openRecord(fromBase64(part.bytes) ?? new Uint8Array(), [secret])));
      if (opened !== null) records.set(part.entry, opened);
    }
    return foldCare(arrivals, records, { required: [] });
  }

  /** Ids of what was passed on by a yes that does not stand any more. */
  async toTell(by: Writer): Promise<string[]> {
    const { passed, sharing } = await this.care(by);
    return [...passed].flatMap(([id, { now }]) => (isTakenBack(sharing, now.record) ? [id] : []));
  }
}

const instant = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

const headsOf = (envelopes: readonly Envelope[]): string[] => {
  const named = new Set(envelopes.flatMap(({ parents }) => parents));
  return envelopes.flatMap(({ id }) => (named.has(id) ? [] : [id])).sort();
};

async function write(
  by: Writer,
  of: Referred,
  parents: readonly string[],
  said: object,
  parts: readonly SealedPart[],
): Promise<{ readonly id: string; readonly answer: Answer }> {
  by.seq += 1;
  const id = newId();
  const envelope = {
    ...{ v: 1, id, case: of.case, parents: [...parents].sort(), author: by.id, seq: by.seq, at: instant() },
    ...{ sender: by.at, parts: parts.map((part) => part.note), ...said },
  } as unknown as Envelope;
  return { id, answer: await send(by, await signed(by, envelope, parts)) };
}

async function must(sent: Promise<Answer>): Promise<void> {
  const { status, text } = await sent;
  if (status !== 201) throw new Error(`${status} ${text}`);
}
