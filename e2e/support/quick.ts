import type { Envelope, Referred } from "@threshold/casework";
import type { CaseRecord } from "@threshold/casework/care";
import type { Directory, Enrolled, Kdf, MemberSession } from "@threshold/contract";
import type { SealedPart } from "@threshold/sealing";
import { makeCaseKey, sealRecord } from "@threshold/sealing/content";
import { derive, openMember } from "@threshold/sealing/passphrase";
import { makeSigningKey } from "@threshold/sealing/signing";
import { type Organisation, useCode, type Writer } from "../../apps/server/test/support/actors.ts";
import { anonymous, ask } from "../../apps/server/test/support/client.ts";
import {
  accepted,
  card,
  newId,
  type ReferralWish,
  referral,
  send,
  signed,
} from "../../apps/server/test/support/writing.ts";

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

async function kept(writer: Writer, made: Parameters<typeof send>[1]): Promise<void> {
  const answer = await send(writer, made);
  if (answer.status !== 201) throw new Error(`not taken: ${answer.text}`);
}

/** A phone, worked from here by the API with a key of its own: for laying out many cases before a walk. @param code from a desk */
export async function quickPhone(
  address: string,
  code: string,
): Promise<{ readonly phone: Writer; readonly directory: Directory }> {
  const signing = await makeSigningKey({ extractable: false });
  const answer = await ask(anonymous(address), "POST", "/enrol", await useCode(code, signing.verifyKey));
  if (answer.status !== 200) throw new Error(`not enrolled: ${answer.text}`);
  const { device, token, organisation, desk } = answer.body as Enrolled;
  const headers = { authorization: `Bearer ${token}` };
  const directory = (await ask({ address, headers }, "GET", "/device/directory")).body as Directory;
  const at = { organisation: organisation.id, desk: desk.id };
  return { phone: { kind: "device", id: device, address, headers, at, signing, seq: 0 }, directory };
}

/** The desk of a service, as a referral is sealed to it. */
export function deskOf({ services }: Directory, name: string): Organisation {
  const service = services.find((one) => one.name === name);
  if (!service?.desk) throw new Error(`no desk of ${name}`);
  const { id, recipient } = service.desk;
  const organisation = service.organisation.id;
  return { id: organisation, name, desk: { organisation, desk: id }, key: { recipient, secret: "" }, members: [] };
}

/** Sends a referral from the phone. */
export async function refer(phone: Writer, to: Organisation, wish: Omit<ReferralWish, "to"> = {}): Promise<Referred> {
  const made = await referral(phone, {
    ...wish,
    to,
    card: { ...card, metAt: `${new Date().toISOString().slice(0, 19)}Z`, ...wish.card },
  });
  await kept(phone, made);
  return made.envelope;
}

/** A caseworker, worked from here by the API with her own keys. */
export class QuickDesk {
  readonly writer: Writer;
  readonly session: MemberSession;
  private constructor(writer: Writer, session: MemberSession) {
    this.writer = writer;
    this.session = session;
  }

  static async signIn(address: string, handle: string, passphrase: string): Promise<QuickDesk> {
    const client = anonymous(address);
    const kdf = (await ask(client, "POST", "/sign-in/start", { handle })).body as Kdf;
    const { proof, unlock } = good(await derive(passphrase, kdf));
    const answer = await ask(client, "POST", "/sign-in", { handle, proof });
    const session = answer.body as MemberSession;
    const secrets = good(await openMember(session.bundle, unlock));
    const [desk] = session.desks;
    if (desk === undefined) throw new Error(`${handle} works no desk`);
    const headers = { origin: address, cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
    const writer: Writer = {
      ...{ kind: "member", id: session.member.id, address, headers, seq: session.nextSeq - 1 },
      at: { organisation: session.organisation.id, desk: desk.id },
      signing: { privateKey: secrets.signing, verifyKey: secrets.verifyKey },
    };
    return new QuickDesk(writer, session);
  }

  /** @returns id of the entry */
  async accept(of: Referred): Promise<string> {
    const made = await accepted(this.writer, of);
    await kept(this.writer, made);
    return made.envelope.id;
  }

  async #add(of: Referred, after: string, says: object, parts: readonly SealedPart[]): Promise<string> {
    this.writer.seq += 1;
    const { id, at } = this.writer;
    const common = { v: 1, id: newId(), case: of.case, parents: [after], author: id, seq: this.writer.seq, sender: at };
    const when = `${new Date().toISOString().slice(0, 19)}Z`;
    const envelope = { ...common, at: when, parts: parts.map((part) => part.note), ...says } as unknown as Envelope;
    await kept(this.writer, await signed(this.writer, envelope, parts));
    return envelope.id;
  }

  /** Gives an accepted case a key, then records these things one after the other. @param after id of the acceptance */
  async record(
    of: Referred,
    after: string,
    records: readonly { readonly record: CaseRecord; readonly nextDue?: string | null; readonly closed?: boolean }[],
  ): Promise<void> {
    const [desk] = this.session.desks;
    const key = good(await makeCaseKey(desk?.recipient ?? "", null));
    let last = await this.#add(
      of,
      after,
      { kind: "keyed", recipient: key.recipient, version: 1, team: null },
      key.parts,
    );
    for (const { record, nextDue = null, closed = false } of records) {
      const part = good(await sealRecord(record, [key.recipient]));
      const owner = this.writer.id;
      last = await this.#add(of, last, { kind: "recorded", nextDue, owner, closed }, [part]);
    }
  }
}
