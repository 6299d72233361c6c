import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Certificate,
  checkTrust,
  type Draft,
  nextPublication,
  type Signed,
  type Subject,
  signStatement,
  statementHash,
  type Trust,
} from "../../src/trust/index.ts";
import {
  asMember,
  type Home,
  later,
  makeHome,
  makePerson,
  memberOfNetwork,
  type Person,
  personOf,
  pinOf,
  Root,
  start,
} from "../support/network.ts";

let root: Root;
let home: Home;
beforeAll(async () => {
  [root, home] = [await Root.make(), await makeHome()];
  await root.sign([await memberOfNetwork(home)]);
});

async function trustIn(given: Home, now = start): Promise<Trust> {
  const checked = await checkTrust(await pinOf(root), await root.file([given]), now);
  if (!checked.ok) throw new Error(checked.why);
  return checked.value;
}
const subjectOf = (person: Person, given: Home): Subject => ({
  ...asMember(person),
  ...{ subject: "member", desks: [given.desk] },
  certificate: given.certificates.findLast((one) => one.statement.id === person.id) ?? null,
});
const draftOf = (given: Home, more: readonly Subject[] = []): Draft => ({
  organisation: given.id,
  last: given.chain.at(-1) ?? null,
  people: [...given.people.map((person) => subjectOf(person, given)), ...more],
});
async function seenOf(given: Home) {
  const last = given.chain.at(-1)?.statement;
  if (last === undefined) throw new Error("nothing signed");
  return { version: last.version, hash: await statementHash(last) };
}

/** One publication, taken into the home as an honest server would. */
async function published(
  given: Home,
  draft: Draft,
  changes: Partial<Parameters<typeof nextPublication>[1]> = {},
): Promise<Home> {
  const all = { signer: personOf(given, 0).key, now: later(1), seen: await seenOf(given), ...changes };
  const made = await nextPublication(draft, all);
  if (!made.ok) throw new Error(made.why);
  const { statement, certificates } = made.value;
  return {
    ...given,
    chain: statement === null ? given.chain : [...given.chain, statement],
    certificates: [...given.certificates, ...certificates],
  };
}
const authorOf = (given: Home, person: Person, at = later(2)) => ({
  ...{ kind: "accepted", author: person.id, verifyKey: person.key.verifyKey },
  ...{ organisation: given.id, desk: given.desk, at: at.toISOString() },
});
const certificateOf = (given: Home, person: Person) =>
  given.certificates.findLast((one) => one.statement.id === person.id) ?? null;
async function authorIs(given: Home, person: Person, certificate: unknown, at?: Date) {
  const checked = await (await trustIn(given)).author(authorOf(given, person, at), certificate);
  return checked.ok ? "ok" : checked.why;
}

describe("who wrote an entry", () => {
  test("is shown by the certificate of her own organisation, key and desk, and by nothing else", async () => {
    const [admin, worker] = [personOf(home, 0), personOf(home, 2)];
    const own = certificateOf(home, worker);
    expect(await authorIs(home, worker, own)).toBe("ok");
    expect(await authorIs(home, { ...worker, id: admin.id }, own)).toBe("certificate-wrong");
    expect(await authorIs(home, worker, null)).toBe("not-certified");
    expect(await authorIs(home, worker, certificateOf(home, admin))).toBe("certificate-wrong");
    expect(await authorIs(home, { ...worker, key: admin.key }, own)).toBe("certificate-wrong");
    expect(await authorIs({ ...home, desk: crypto.randomUUID() }, worker, own)).toBe("certificate-wrong");
    expect(await authorIs(home, worker, { ...own, signature: certificateOf(home, admin)?.signature })).toBe(
      "certificate-wrong",
    );
    expect(await authorIs(home, worker, own, later(366))).toBe("certificate-ended");
    const stranger = await makePerson("administrator");
    const forged = own === null ? null : await signStatement(own.statement, stranger.key);
    expect(await authorIs(home, worker, forged)).toBe("steward-unknown");
    const self = own === null ? null : await signStatement(own.statement, worker.key);
    expect(await authorIs(home, worker, self)).toBe("steward-unknown");
  });

  test("for a server's own entry, is a server that the root names", async () => {
    const trust = await trustIn(home);
    const entry = { ...authorOf(home, personOf(home, 0)), kind: "passed-on" };
    expect(await trust.author({ ...entry, verifyKey: root.courier }, null)).toEqual({ ok: true, value: null });
    expect((await trust.author(entry, certificateOf(home, personOf(home, 0)))).ok).toBe(false);
    const elsewhere = { ...authorOf(home, personOf(home, 0)), organisation: crypto.randomUUID() };
    expect(await trust.author(elsewhere, null)).toEqual({ ok: false, why: "organisation-unknown" });
  });
});

describe("a publication", () => {
  test("is nothing where nothing changes", async () => {
    const made = await nextPublication(draftOf(home), {
      signer: personOf(home, 1).key,
      now: later(1),
      seen: await seenOf(home),
    });
    expect(made).toEqual({ ok: true, value: { statement: null, certificates: [] } });
  });

  test("certifies who was checked, and nobody the server slips in", async () => {
    const [guest, intruder] = [await makePerson("caseworker"), await makePerson("administrator")];
    const draft = draftOf(home, [subjectOf(guest, home), subjectOf(intruder, home)]);
    const next = await published(home, draft, { confirmed: [guest.id] });
    expect(await authorIs(next, guest, certificateOf(next, guest))).toBe("ok");
    expect(certificateOf(next, intruder)).toBeNull();
    expect((await trustIn(next)).organisations[0]?.stewards).toHaveLength(2);
  });

  test("ends who leaves: what she wrote before counts, what comes later does not", async () => {
    const worker = personOf(home, 2);
    const own = certificateOf(home, worker);
    const next = await published(home, draftOf(home), { leaving: [worker.id] });
    expect(await authorIs(next, worker, own, later(0.5))).toBe("ok");
    expect(await authorIs(next, worker, own, later(1.1))).toBe("certificate-ended");
  });

  test("is not fooled by a line that carries somebody else's certificate", async () => {
    const [coordinator, worker] = [personOf(home, 1), personOf(home, 2)];
    const people = draftOf(home).people.map((one) =>
      one.id === worker.id ? { ...one, certificate: certificateOf(home, coordinator) } : one,
    );
    const next = await published(home, { ...draftOf(home), people }, { leaving: [worker.id] });
    expect(await authorIs(next, coordinator, certificateOf(home, coordinator))).toBe("ok");
    expect(next.chain).toEqual(home.chain);
  });

  test("makes good what a steward who leaves had signed", async () => {
    const [admin, coordinator, worker] = [0, 1, 2].map((n) => personOf(home, n)) as [Person, Person, Person];
    const old = certificateOf(home, worker);
    const next = await published(home, draftOf(home), { signer: coordinator.key, leaving: [admin.id] });
    expect((await trustIn(next)).organisations[0]?.stewards).toEqual([coordinator.key.verifyKey]);
    expect(certificateOf(next, worker)?.by).toBe(coordinator.key.verifyKey);
    expect(await authorIs(next, worker, certificateOf(next, worker))).toBe("ok");
    expect(await authorIs(next, worker, old, later(0.5))).toBe("ok");
    const backdated = old === null ? null : await signStatement({ ...old.statement, id: admin.id }, admin.key);
    expect(await authorIs(next, { ...worker, id: admin.id }, backdated, later(0.5))).toBe("steward-unknown");
  });

  test("renews in the last 60 days, and the old one stays good until its day", async () => {
    const next = await published(home, draftOf(home), { now: later(310) });
    expect(next.chain).toEqual(home.chain);
    expect(next.certificates).toHaveLength(home.certificates.length * 2);
    expect(certificateOf(next, personOf(home, 2))?.statement.expires).toBe("2028-09-07T08:00:00Z");
  });

  test("is not signed on top of another statement, nor by somebody who would keep no keys", async () => {
    const second = await published(home, draftOf(home), { leaving: [personOf(home, 2).id] });
    const common = { signer: personOf(home, 0).key, now: later(2) };
    const older = await nextPublication(draftOf(home), { ...common, seen: await seenOf(second) });
    expect(older).toEqual({ ok: false, why: "not-the-last" });
    const nothing = await nextPublication({ ...draftOf(home), last: null }, { ...common, seen: await seenOf(home) });
    expect(nothing).toEqual({ ok: false, why: "not-the-last" });
    const by = (n: number, leaving: string[] = []) =>
      seenOf(home).then((seen) =>
        nextPublication(draftOf(home), { ...common, signer: personOf(home, n).key, seen, leaving }),
      );
    expect(await by(2)).toEqual({ ok: false, why: "no-steward" });
    expect(await by(0, [personOf(home, 0).id])).toEqual({ ok: false, why: "no-steward" });
  });

  test("whatever a server writes into its books, only what was checked changes", { timeout: 60_000 }, async () => {
    const spare = await Promise.all(Array.from({ length: 3 }, () => makePerson("administrator")));
    const lie = fc.record({
      of: fc.nat({ max: 2 }),
      what: fc.constantFrom("key", "recipient", "roles", "desks", "out", "nobody", "forged"),
      by: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(lie, { minLength: 1, maxLength: 5 }), async (lies) => {
        let people = [...draftOf(home).people];
        for (const { of, what, by } of lies) {
          const other = spare[by];
          const one = people.find((each) => each.id === personOf(home, of).id);
          if (one === undefined || other === undefined) continue;
          people = people.flatMap((each) => (each === one ? told(each, what, other) : [each]));
        }
        const forged = await Promise.all(people.map((one) => resigned(one, spare[0])));
        const next = await published(home, { ...draftOf(home), people: forged });
        const [known] = (await trustIn(next)).organisations;
        expect(known?.stewards).toEqual(home.chain[0]?.statement.stewards);
        expect(known?.desks).toEqual(home.chain[0]?.statement.desks);
        const before = (id: string) => home.certificates.find((one) => one.statement.id === id)?.statement;
        for (const { statement } of next.certificates.slice(home.certificates.length)) {
          const { issued, expires, ...says } = statement;
          expect({
            ...says,
            issued: start.toISOString().replace(".000", ""),
            expires: before(says.id)?.expires,
          }).toEqual(before(says.id));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function told(one: Subject, what: string, other: Person): Subject[] {
  if (what === "key") return [{ ...one, verifyKey: other.key.verifyKey }];
  if (what === "recipient") return [{ ...one, recipient: other.recipient }];
  if (what === "roles") return [{ ...one, roles: ["administrator", "custodian"] }];
  if (what === "desks") return [{ ...one, desks: [crypto.randomUUID()] }];
  if (what === "out") return [];
  if (what === "nobody") return [{ ...one, certificate: null }];
  return [{ ...one, verifyKey: other.key.verifyKey, roles: ["administrator"] }];
}

/** Where the key is not that of the certificate, sometimes a certificate that somebody else signed for it. */
async function resigned(one: Subject, by: Person | undefined): Promise<Subject> {
  if (by === undefined || one.certificate === null || !one.roles.includes("administrator")) return one;
  if (one.verifyKey === one.certificate.statement.verifyKey) return one;
  const statement: Certificate = { ...one.certificate.statement, verifyKey: one.verifyKey };
  const certificate: Signed<Certificate> = await signStatement(statement, by.key);
  return { ...one, certificate };
}
