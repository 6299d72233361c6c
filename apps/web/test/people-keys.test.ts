import { mayHoldKeys } from "@threshold/contract";
import { makeCode, makeIdentity, open } from "@threshold/sealing";
import { makeSigningKey } from "@threshold/sealing/signing";
import {
  type CertificateContent,
  codeBinding,
  ended,
  newCertificate,
  type Signed,
  type Signer,
  signStatement,
  type Trust,
} from "@threshold/sealing/trust";
import { beforeAll, describe, expect, it } from "vitest";
import { confirmedOf } from "../src/desk/people/confirmed.ts";
import { keysFit, readNote, sealNote } from "../src/desk/people/invitation.ts";

const organisation = crypto.randomUUID();
const desk = crypto.randomUUID();
const now = new Date("2026-11-24T10:00:00Z");
let steward: Signer;
let stranger: Signer;
beforeAll(async () => {
  [steward, stranger] = await Promise.all([
    makeSigningKey({ extractable: false }),
    makeSigningKey({ extractable: false }),
  ]);
});

async function certificate(by: Signer, more: Partial<CertificateContent> = {}) {
  const [{ recipient }, { verifyKey }] = await Promise.all([makeIdentity(), makeSigningKey({ extractable: false })]);
  const content: CertificateContent = {
    ...{ organisation, subject: "member", id: crypto.randomUUID(), verifyKey, recipient },
    ...{ desks: [desk], roles: ["caseworker"] },
    ...more,
  };
  return signStatement(newCertificate(content, now), by);
}

type Made = Awaited<ReturnType<typeof certificate>>;
const trustWith = (gone: Trust["organisations"][number]["gone"] = []) =>
  ({
    organisations: [
      { id: organisation, kind: "shelter", name: "Invented", stewards: [steward.verifyKey], desks: [], gone },
    ],
  }) as unknown as Trust;
const line = (made: Made, id = made.statement.id) => ({ id, certificate: made as Signed<never> as never });
const confirmed = async (made: Made, id?: string, gone?: Trust["organisations"][number]["gone"]) =>
  confirmedOf(trustWith(gone), organisation, [line(made, id)], now);

describe("who a desk's key is passed on to", () => {
  it("whoever a steward of the checked directory signed for, with the key of her certificate", async () => {
    const made = await certificate(steward);
    expect(await confirmed(made)).toEqual([
      { id: made.statement.id, recipient: made.statement.recipient, desks: [desk] },
    ]);
  });

  it("nobody else that a server may name", async () => {
    const made = await certificate(steward);
    const forged = { ...made, statement: { ...made.statement, recipient: (await makeIdentity()).recipient } };
    expect(await confirmed(await certificate(stranger)), "signed by a stranger").toEqual([]);
    expect(await confirmed(forged), "another key put in").toEqual([]);
    expect(await confirmed(made, crypto.randomUUID()), "another member's certificate").toEqual([]);
    expect(await confirmed(await certificate(steward, { organisation: crypto.randomUUID() }))).toEqual([]);
    expect(await confirmed(await certificate(steward, { subject: "device", recipient: null }))).toEqual([]);
    const gone = [await ended(made, new Date(now.getTime() - 1000))];
    expect(await confirmed(made, undefined, gone), "who has left").toEqual([]);
  });
});

describe("whose end gives her desks new keys", () => {
  const waits = { standing: "waiting", certificate: null, renewed: null } as const;
  it("everybody's who may have held the old ones: also who waits with new keys, certificate or not", async () => {
    const signed = (await certificate(steward)) as never;
    expect(mayHoldKeys({ ...waits, standing: "here", certificate: signed })).toBe(true);
    expect(mayHoldKeys({ ...waits, standing: "on-leave", certificate: signed })).toBe(true);
    expect(mayHoldKeys({ ...waits, certificate: signed, renewed: "2026-11-20" })).toBe(true);
    expect(mayHoldKeys({ ...waits, renewed: "2026-11-20" })).toBe(true);
    expect(mayHoldKeys(waits), "a newcomer whom nobody has confirmed").toBe(false);
  });
});

describe("an invitation", () => {
  const home = () => ({ id: organisation, stewards: [steward.verifyKey] });
  const note = (more = {}) => ({
    organisation,
    code: makeCode(),
    roles: ["caseworker" as const],
    desks: [desk],
    renews: null,
    ...more,
  });
  async function keys() {
    const [{ recipient }, { verifyKey }] = await Promise.all([makeIdentity(), makeSigningKey({ extractable: false })]);
    return { id: crypto.randomUUID(), recipient, verifyKey, certificate: null };
  }

  it("comes back as it was sealed, to administrators alone", async () => {
    const [own, other] = [await makeIdentity(), await makeIdentity()];
    const made = note({ roles: ["administrator"], renews: crypto.randomUUID() });
    const sealed = Buffer.from((await sealNote(made, [own.recipient], steward)) ?? "", "base64");
    const opened = await open(sealed, [own.secret]);
    expect(opened.ok && (await readNote(opened.value, home()))).toEqual(made);
    expect((await open(sealed, [other.secret])).ok).toBe(false);
    expect(await sealNote(made, ["age1nothing"], steward)).toBeNull();
    for (const text of ["", "{", '{"code":1}', '{"code":"A","roles":"x","desks":[],"renews":null}'])
      expect(await readNote(Buffer.from(text), home()), text).toBeNull();
  });

  it("that a server made by itself, code and note and keys, counts for nothing, nor one for another organisation", async () => {
    const own = await makeIdentity();
    const made = note({ roles: ["administrator"] });
    const opened = async (sealed: string | null) => {
      const bytes = await open(Buffer.from(sealed ?? "", "base64"), [own.secret]);
      return bytes.ok ? bytes.value : null;
    };
    expect(await readNote(await opened(await sealNote(made, [own.recipient], stranger)), home())).toBeNull();
    const elsewhere = { ...made, organisation: crypto.randomUUID() };
    expect(await readNote(await opened(await sealNote(elsewhere, [own.recipient], steward)), home())).toBeNull();
    expect(await readNote(new TextEncoder().encode(JSON.stringify(made)), home())).toBeNull();
  });

  it("of a steward who has left meanwhile counts no more", async () => {
    const own = await makeIdentity();
    const sealed = await sealNote(note(), [own.recipient], steward);
    const bytes = await open(Buffer.from(sealed ?? "", "base64"), [own.secret]);
    expect(bytes.ok && (await readNote(bytes.value, home()))).not.toBeNull();
    const after = { id: organisation, stewards: [stranger.verifyKey] };
    expect(bytes.ok && (await readNote(bytes.value, after))).toBeNull();
  });

  it("lets in the keys that were made with its code, and no others", async () => {
    const made = note();
    const member = await keys();
    const used = { member: member.id, binding: await codeBinding(made.code, member) };
    expect(await keysFit({ used }, member, made)).toBe("fits");
    expect(await keysFit({ used }, { ...member, recipient: (await keys()).recipient }, made)).toBe("refused");
    expect(await keysFit({ used }, { ...member, verifyKey: (await keys()).verifyKey }, made)).toBe("refused");
    expect(await keysFit({ used }, member, note()), "another code").toBe("refused");
    expect(await keysFit({ used }, member, null), "cannot be opened here").toBe("unknown");
    expect(await keysFit({ used: null }, member, made)).toBe("unknown");
  });

  it("for new keys is for that member; for somebody new it takes nobody's place", async () => {
    const member = await keys();
    const before = (await certificate(steward, { id: member.id })) as never;
    const again = note({ renews: member.id });
    const used = { member: member.id, binding: await codeBinding(again.code, member) };
    expect(await keysFit({ used }, { ...member, certificate: before }, again)).toBe("fits");
    expect(await keysFit({ used }, { ...member, id: crypto.randomUUID() }, again)).toBe("refused");
    const fresh = { ...again, renews: null };
    expect(await keysFit({ used }, { ...member, certificate: before }, fresh)).toBe("refused");
  });
});
