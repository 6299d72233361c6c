import { type Envelope, makeReference, makeUuidV7, type Referred } from "@threshold/casework";
import type { CaseEntry, CaseFile } from "@threshold/contract";
import { makeIdentity, randomBytes } from "@threshold/sealing";
import { makeSigningKey, type SigningKey, signEnvelope } from "@threshold/sealing/signing";
import {
  type Certificate,
  checkTrust,
  ended,
  firstOrganisation,
  networkOf,
  newCertificate,
  nextNetwork,
  nextOrganisation,
  type Signed,
  signStatement,
} from "@threshold/sealing/trust";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { openCase } from "../src/desk/referral/open-case.ts";
import { trust } from "../src/desk/trust/trust.ts";

const now = new Date("2026-11-20T08:00:00Z");
const at = "2026-11-20T09:00:00Z";
const newId = () => makeUuidV7(Date.parse(at), randomBytes);
const place = () => ({ organisation: crypto.randomUUID() as string, desk: crypto.randomUUID() as string });
const [police, shelter] = [place(), place()];
const device = crypto.randomUUID();
const helper = crypto.randomUUID();

interface Person {
  readonly id: string;
  readonly key: SigningKey;
}
let phone: Person;
let member: Person;
let stranger: SigningKey;
let phoneCertificate: Signed<Certificate>;
let memberCertificate: Signed<Certificate>;
/** The same member, where a steward signed that she sees no case. */
let keeperCertificate: Signed<Certificate>;
let takenBack: Signed<Certificate>;

beforeAll(async () => {
  const made = () => makeSigningKey({ extractable: true });
  const [root, steward, one, two, other] = await Promise.all([made(), made(), made(), made(), made()]);
  phone = { id: device, key: one };
  member = { id: helper, key: two };
  stranger = other;
  const certify = (
    subject: "member" | "device",
    { id, key }: Person,
    { organisation, desk }: typeof police,
    ...roles: string[]
  ) =>
    signStatement(
      newCertificate(
        { organisation, subject, id, verifyKey: key.verifyKey, recipient: null, desks: [desk], roles },
        now,
      ),
      steward,
    );
  phoneCertificate = await certify("device", phone, police);
  memberCertificate = await certify("member", member, shelter, "caseworker");
  keeperCertificate = await certify("member", member, shelter, "administrator", "custodian");
  takenBack = await certify("device", { ...phone, id: crypto.randomUUID() }, police);
  const chains = await Promise.all(
    [police, shelter].map(async ({ organisation, desk }) => {
      const desks = [{ desk, version: 1, recipient: (await makeIdentity()).recipient }];
      const first = firstOrganisation(organisation, { stewards: [steward.verifyKey], desks }, now);
      const gone = organisation === police.organisation ? [await ended(takenBack, now)] : [];
      const next = await nextOrganisation(first, { gone }, now);
      return [await signStatement(first, steward), await signStatement(next, steward)];
    }),
  );
  const content = {
    root: "offline" as const,
    couriers: [],
    organisations: [police, shelter].map(({ organisation }) => ({
      ...{
        id: organisation,
        kind: "other",
        name: "Invented",
        stewards: [steward.verifyKey],
        statement: null,
        desks: [],
      },
    })),
  };
  const network = await signStatement(await nextNetwork(await networkOf(root.verifyKey), null, content, now), root);
  const checked = await checkTrust(null, { network, since: [], organisations: chains }, now);
  if (!checked.ok) throw new Error(checked.why);
  known = checked.value;
  trust.value = known;
});
let known: typeof trust.value = null;
afterEach(() => {
  trust.value = known;
});

const referral: Referred = {
  ...{ v: 1, kind: "referred", id: newId(), case: crypto.randomUUID(), parents: [], author: device, seq: 1, at },
  ...{ sender: police, parts: [], reference: makeReference(randomBytes), receiver: shelter, fallback: null },
  ...{ urgency: "usual", child: false, answerWithin: 60 },
  basis: { code: "danger", purpose: "protection", recipients: [shelter.organisation] },
};
const accepted: Envelope = {
  ...{ v: 1, kind: "accepted", id: newId(), case: referral.case, parents: [referral.id], author: helper, seq: 1, at },
  ...{ sender: shelter, parts: [], how: "desk", agreedAt: null },
};
const entry = async (
  envelope: Envelope,
  { key }: Person,
  certificate: Signed<Certificate> | null,
): Promise<CaseEntry> => ({
  envelope: envelope as CaseEntry["envelope"],
  signature: await signEnvelope(envelope, key.privateKey),
  verifyKey: key.verifyKey,
  certificate: certificate as CaseEntry["certificate"],
  by: "Invented",
  receivedAt: at,
  receipt: "0".repeat(64),
});
const waits: CaseFile["standing"] = {
  ...{ status: "waiting", answeredBy: null, declinedBy: [], passedOn: false, withdrawnBy: null },
};
const file = (...entries: CaseEntry[]): CaseFile => ({
  case: referral.case,
  now: at,
  standing: waits,
  entries,
  parts: [],
});
const opened = (...entries: CaseEntry[]) => openCase(file(...entries), referral.case, [shelter]);

describe("entries of a case", () => {
  test("count where their authors were confirmed", async () => {
    const open = await opened(
      await entry(referral, phone, phoneCertificate),
      await entry(accepted, member, memberCertificate),
    );
    expect(open.state.status).toBe("accepted");
    expect([...open.untrue]).toEqual([]);
    expect(open.unconfirmed).toBe(false);
  });

  test("of a phone that nobody has confirmed yet: the referral counts, and says so; a withdrawal does not count", async () => {
    const withdrawn: Envelope = { ...accepted, id: newId(), kind: "withdrawn", author: device, seq: 2, sender: police };
    const open = await opened(await entry(referral, phone, null), await entry(withdrawn, phone, null));
    expect(open.state.status).toBe("waiting");
    expect(open.unconfirmed).toBe(true);
    expect([...open.untrue]).toEqual([[withdrawn.id, "unconfirmed"]]);
  });

  test("of a confirmed phone that answers as its desk, or sets a key, count for nothing", async () => {
    const here = { id: device, key: phone.key };
    const own = { ...referral, receiver: police } as Referred;
    const answer: Envelope = { ...accepted, author: device, seq: 2, sender: police };
    const open = await openCase(
      file(await entry(own, phone, phoneCertificate), await entry(answer, here, phoneCertificate)),
      referral.case,
      [police],
    );
    expect(open.state.status).toBe("waiting");
    expect([...open.untrue]).toEqual([[answer.id, "author"]]);
  });

  test("by a member whose signed roles answer nothing count for nothing, whatever the server let in", async () => {
    const open = await opened(
      await entry(referral, phone, phoneCertificate),
      await entry(accepted, member, keeperCertificate),
    );
    expect(open.state.status).toBe("waiting");
    expect([...open.untrue]).toEqual([[accepted.id, "author"]]);
  });

  test("by a member whom nobody has confirmed count for nothing", async () => {
    const open = await opened(await entry(referral, phone, phoneCertificate), await entry(accepted, member, null));
    expect(open.state.status).toBe("waiting");
    expect([...open.untrue]).toEqual([[accepted.id, "unconfirmed"]]);
  });

  test("signed by another key than their author's count for nothing, also a referral", async () => {
    const forged = { id: device, key: stranger };
    for (const certificate of [phoneCertificate, memberCertificate]) {
      const open = await opened(await entry(referral, forged, certificate));
      expect(open.state.status).toBe("no-referral");
      expect([...open.untrue]).toEqual([[referral.id, "author"]]);
    }
  });

  test("with a certificate that a steward took back, or that none made, count for nothing", async () => {
    const gone: Referred = { ...referral, author: takenBack.statement.id };
    const made = await signStatement(phoneCertificate.statement, stranger);
    for (const [envelope, certificate] of [
      [gone, takenBack],
      [referral, made],
    ] as const) {
      const open = await opened(await entry(envelope, { ...phone, id: envelope.author }, certificate));
      expect([...open.untrue]).toEqual([[referral.id, "author"]]);
    }
  });

  test("that say they are by a server that the root does not name count for nothing", async () => {
    const passed: Envelope = {
      ...accepted,
      kind: "passed-on",
      id: newId(),
      author: crypto.randomUUID(),
      sender: police,
    };
    const open = await opened(
      await entry(referral, phone, phoneCertificate),
      await entry(passed, { id: passed.author, key: stranger }, null),
    );
    expect([...open.untrue]).toEqual([[passed.id, "author"]]);
  });

  test("changed after signing, or of another case than was asked for, count for nothing", async () => {
    const signed = await entry(referral, phone, phoneCertificate);
    const changed = { ...signed, envelope: { ...signed.envelope, parents: [newId()] } };
    expect([...(await opened(changed)).untrue.values()]).toEqual(["altered"]);
    const other = await openCase(file(signed), crypto.randomUUID(), [shelter]);
    expect(other.state.status).toBe("no-referral");
    expect([...other.untrue.values()]).toEqual(["altered"]);
  });

  test("are all unconfirmed while the directory of keys is refused; the referral still counts", async () => {
    trust.value = null;
    const open = await opened(
      await entry(referral, phone, phoneCertificate),
      await entry(accepted, member, memberCertificate),
    );
    expect(open.state.status).toBe("waiting");
    expect(open.unconfirmed).toBe(true);
    expect([...open.untrue.values()]).toEqual(["unconfirmed"]);
  });
});

describe("the server's word on how a case stands", () => {
  const told = async (standing: Partial<CaseFile["standing"]>, own: typeof police, ...more: CaseEntry[]) => {
    const entries = [await entry(referral, phone, phoneCertificate), ...more];
    const open = await openCase({ ...file(...entries), standing: { ...waits, ...standing } }, referral.case, [own]);
    return { status: open.state.status, unproven: open.unproven };
  };

  test("counts for what another desk wrote and keeps to itself", async () => {
    const word = { status: "accepted", answeredBy: shelter } as const;
    expect(await told(word, police)).toEqual({ status: "accepted", unproven: false });
  });

  test("does not make the sender's withdrawal, nor an answer of this desk, that nobody signed", async () => {
    const unproven = { status: "waiting", unproven: true };
    expect(await told({ status: "withdrawn", withdrawnBy: police }, shelter)).toEqual(unproven);
    expect(await told({ status: "accepted", answeredBy: shelter }, shelter)).toEqual(unproven);
    expect(await told({ status: "withdrawn", withdrawnBy: police }, police)).toEqual(unproven);
  });

  test("does not take a case from the desk that holds it, whoever is said to have withdrawn it", async () => {
    const mine = await entry(accepted, member, memberCertificate);
    for (const withdrawnBy of [police, shelter, place()])
      expect(await told({ status: "withdrawn", withdrawnBy, answeredBy: shelter }, shelter, mine)).toEqual({
        status: "accepted",
        unproven: true,
      });
  });
});
