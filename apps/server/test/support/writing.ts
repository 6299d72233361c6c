import {
  type AnswerNote,
  type Card,
  type Envelope,
  makeReference,
  makeUuidV7,
  type Referred,
  type Story,
} from "@threshold/casework";
import { randomBytes, type SealedPart, sealAnswer, sealCard, sealStory, toBase64 } from "@threshold/sealing";
import { signEnvelope } from "@threshold/sealing/signing";
import type { Organisation, Writer } from "./actors.ts";
import { type Answer, ask } from "./client.ts";

/** An entry ready to send, as a phone or a desk makes it. */
export interface Sendable {
  envelope: Envelope;
  signature: string;
  parts: { name: string; bytes: string }[];
}

export const card: Card = {
  ...{ v: 1, listVersion: "test", situation: "worksite", age: "adult", treatAsChild: false, result: "presumed" },
  ...{
    signs: [{ id: "invented-sign", source: "seen" }],
    used: [],
    act: ["recruited"],
    form: null,
    claims: false,
    statements: [],
  },
  ...{ offence: false, supervised: false, languages: ["en"], needs: null, metAt: "2026-11-23T10:00:00Z" },
};
export const story: Story = {
  ...{
    v: 1,
    calledAs: { known: true, value: "Invented Person" },
    contact: null,
    safeTime: null,
    where: null,
    dangers: null,
    health: null,
  },
  ...{
    others: null,
    narrative: { known: true, value: "An invented story." },
    askedAlone: true,
    interpreter: null,
    consent: null,
  },
  ...{ basisNote: null, officer: null },
};

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
export const newId = (): string => makeUuidV7(Date.now(), randomBytes);

function common(writer: Writer, caseId: string, parents: readonly string[], parts: readonly SealedPart[]) {
  writer.seq += 1;
  return {
    ...{
      v: 1 as const,
      id: newId(),
      case: caseId,
      parents: [...parents].sort(),
      author: writer.id,
      seq: writer.seq,
      at: now(),
    },
    ...{ sender: writer.at, parts: parts.map((part) => part.note) },
  };
}

/** Signs whatever the envelope says now: also for changing one on purpose and signing it again. */
export async function signed(writer: Writer, envelope: Envelope, parts: readonly SealedPart[] = []): Promise<Sendable> {
  return {
    envelope,
    signature: await signEnvelope(envelope, writer.signing.privateKey),
    parts: parts.map(({ note, bytes }) => ({ name: note.name, bytes: toBase64(bytes) })),
  };
}

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

export interface ReferralWish {
  readonly to: Organisation;
  readonly fallback?: Organisation | undefined;
  readonly card?: Card;
  readonly story?: Story;
  /** Changes the envelope before it is signed. */
  readonly change?: Partial<Referred>;
}

export interface MadeReferral extends Sendable {
  envelope: Referred;
  readonly sealed: SealedPart[];
}

export async function referral(writer: Writer, wish: ReferralWish): Promise<MadeReferral> {
  const recipients = [wish.to.key.recipient, ...(wish.fallback ? [wish.fallback.key.recipient] : [])];
  const sealed = [
    good(await sealCard(wish.card ?? card, recipients)),
    good(await sealStory(wish.story ?? story, recipients)),
  ];
  const envelope: Referred = {
    ...common(writer, crypto.randomUUID(), [], sealed),
    ...{
      kind: "referred",
      reference: makeReference(randomBytes),
      receiver: wish.to.desk,
      fallback: wish.fallback?.desk ?? null,
    },
    ...{ urgency: "today", child: false, answerWithin: 60 },
    basis: {
      code: "consent",
      purpose: "assistance",
      recipients: [wish.to.id, ...(wish.fallback ? [wish.fallback.id] : [])],
    },
    ...wish.change,
  };
  const made = await signed(writer, envelope, sealed);
  return { ...made, envelope, sealed };
}

export function opened(writer: Writer, of: Referred, parents: readonly string[] = [of.id]): Promise<Sendable> {
  return signed(writer, { ...common(writer, of.case, parents, []), kind: "opened", of: of.id, purpose: "answer" });
}
export function accepted(
  writer: Writer,
  of: Referred,
  parents: readonly string[] = [of.id],
  byPhone = false,
): Promise<Sendable> {
  return signed(writer, {
    ...common(writer, of.case, parents, []),
    ...{ kind: "accepted", how: byPhone ? "phone" : "desk", agreedAt: byPhone ? now() : null },
  });
}
export function withdrawn(writer: Writer, of: Referred, parents: readonly string[] = [of.id]): Promise<Sendable> {
  return signed(writer, { ...common(writer, of.case, parents, []), kind: "withdrawn" });
}
export async function declined(
  writer: Writer,
  of: Referred,
  readers: readonly Organisation[],
  { parents = [of.id], note }: { parents?: readonly string[]; note?: AnswerNote } = {},
): Promise<Sendable> {
  const answer = note ?? { v: 1, reason: "full", words: "No bed tonight." };
  const sealed = [
    good(
      await sealAnswer(
        answer,
        readers.map((one) => one.key.recipient),
      ),
    ),
  ];
  return signed(writer, { ...common(writer, of.case, parents, sealed), kind: "declined", onward: null }, sealed);
}

/** Sends an entry the way its writer does. */
export function send(writer: Writer, { envelope, signature, parts }: Sendable): Promise<Answer> {
  return sendRaw(writer, { envelope, signature, parts });
}

/** Sends whatever it is given, whole. */
export function sendRaw(writer: Writer, body: unknown): Promise<Answer> {
  return ask(writer, "POST", writer.kind === "device" ? "/device/entries" : "/entries", body);
}
