import { beginning, canonicalText, recordHash } from "@threshold/sealing";
import { makeSigningKey } from "@threshold/sealing/signing";
import {
  bodiesOf,
  firstOrganisation,
  type NetworkContent,
  type NetworkStatement,
  newCertificate,
  nextNetwork,
  nextOrganisation,
  type OrganisationStatement,
  type Signed,
  type Signer,
  type Statement,
  signStatement,
  statementHash,
} from "@threshold/sealing/trust";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { makeHead } from "../src/verify/head.ts";
import { verifyLog } from "../src/verify/verify.ts";
import { openSite, type TestSite } from "./support/site.ts";

const now = new Date("2026-11-20T10:00:00Z");
const signer = async (): Promise<Signer> => makeSigningKey({ extractable: true });

/** A site whose record and directory were written row by row, so that each row can be made wrong in one way. */
describe("verify: the record of keys and access, and the directory's history", () => {
  let site: TestSite;
  let root: Signer;
  let steward: Signer;
  let helper: Signer;
  const organisation = crypto.randomUUID();
  const [member, desk, network] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  beforeEach(async () => {
    site = await openSite(inject("cluster"));
    [root, steward, helper] = [await signer(), await signer(), await signer()];
    await site.root(
      "insert into threshold.organisation (id, name, kind, invented, made_at) values ($1, 'Invented', 'shelter', true, now())",
      [organisation],
    );
    for (let n = 1; n <= 3; n += 1) await addLine(n);
    const first = await sign(
      firstOrganisation(organisation, { stewards: [steward.verifyKey], desks: [] }, now),
      steward,
    );
    await addOrganisation(first);
    const second = await nextOrganisation(first.statement, { stewards: [helper.verifyKey] }, now);
    await addOrganisation(await sign(second, steward));
    const begun = await nextNetwork(network, null, content(null), now);
    const later = await nextNetwork(network, begun, content(await statementHash(first.statement)), now);
    for (const one of [begun, later]) await addNetwork(await sign(one, root));
    const certificate = newCertificate(
      {
        ...{ organisation, subject: "member", id: member, verifyKey: helper.verifyKey, recipient: null },
        ...{ desks: [desk], roles: ["caseworker"] },
      },
      now,
    );
    await addCertificate(await sign(certificate, helper));
  });
  afterEach(() => site.close());

  const sign = <S extends Statement>(statement: S, by: Signer) => signStatement(statement, by);
  const content = (hash: string | null): NetworkContent => ({
    root: "offline",
    couriers: [],
    organisations: [
      {
        ...{ id: organisation, kind: "shelter", name: "Invented", stewards: [steward.verifyKey], desks: [] },
        statement: hash === null ? null : { version: 1, hash },
      },
    ],
  });
  async function addLine(n: number): Promise<void> {
    const [before] = await site.root("select hash from threshold.record where n = $1", [n - 1]);
    const facts = {
      ...{
        n,
        previous: String(before?.hash ?? beginning),
        organisation,
        kind: "desk-key-made",
        by: member,
        about: desk,
      },
      ...{ detail: null, at: "2026-11-20T10:00:00Z" },
    };
    const hash = await recordHash(facts);
    const signature = await site.house.keys.signRecord(hash);
    const row = [n, organisation, facts.kind, member, desk, facts.at, facts.previous, hash, signature];
    await site.root(
      "insert into threshold.record (n, organisation, kind, by, about, at, previous, hash, signature) values ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
      row,
    );
  }
  async function addNetwork(signed: Signed<NetworkStatement>): Promise<void> {
    const { version, issued, expires } = signed.statement;
    const [body] = await bodiesOf([signed.statement]);
    await site.root("insert into threshold.network_statement values ($1,$2,$3,$4,$5,$6)", [
      ...[version, await statementHash(signed.statement), body, canonicalText(signed), issued, expires],
    ]);
  }
  async function addOrganisation(signed: Signed<OrganisationStatement>): Promise<void> {
    await site.root("insert into threshold.organisation_statement values ($1,$2,$3,$4,now())", [
      ...[organisation, signed.statement.version, await statementHash(signed.statement), canonicalText(signed)],
    ]);
  }
  async function addCertificate(signed: Signed<ReturnType<typeof newCertificate>>): Promise<void> {
    const { id, subject, verifyKey, issued, expires } = signed.statement;
    await site.root(
      "insert into threshold.certificate (hash, organisation, subject, subject_id, verify_key, signed, issued_at, expires_at) values ($1,$2,$3,$4,$5,$6,$7,$8)",
      [
        await statementHash(signed.statement),
        organisation,
        subject,
        id,
        verifyKey,
        canonicalText(signed),
        issued,
        expires,
      ],
    );
  }
  const walk = () => verifyLog(site.source, site.house.keys.verifyKey);
  const tamper = (statement: string) => site.root(`set session_replication_role = replica; ${statement}`);

  it("fits as it was written, and a head counts it", async () => {
    expect(await walk()).toMatchObject({ ok: true, record: 3, statements: 2 });
    const { head } = await makeHead(site.source, site.house.keys, site.house.clock);
    expect(head).toMatchObject({ arrivals: { n: 0 }, record: { n: 3 }, directory: { n: 2 } });
  });

  it.each<[string, string, object]>([
    ["a line taken out", "delete from threshold.record where n = 2", { in: "record", n: 3, why: "record-missing" }],
    [
      "who did it",
      "update threshold.record set by = gen_random_uuid() where n = 2",
      { in: "record", n: 2, why: "record-changed" },
    ],
    [
      "a line that follows another one",
      `update threshold.record set previous = '${"1".repeat(64)}' where n = 3`,
      { in: "record", n: 3, why: "record-order" },
    ],
    [
      "a line that the server did not sign",
      "update threshold.record set signature = reverse(signature) where n = 1",
      { in: "record", n: 1, why: "record-signature" },
    ],
    [
      "a statement of the root taken out",
      "delete from threshold.network_statement where version = 1",
      { in: "directory", n: 2, why: "statement-missing" },
    ],
    [
      "another steward in what the root said",
      "update threshold.network_statement set signed = replace(signed, '\"Invented\"', '\"Another\"') where version = 2",
      { in: "directory", n: 2, why: "statement-changed" },
    ],
    [
      "what an organisation said",
      "update threshold.organisation_statement set signed = replace(signed, '\"version\":2', '\"version\":3') where version = 2",
      { in: "directory", n: 2, why: "statement-changed" },
    ],
    [
      "a statement that the root named, gone",
      "delete from threshold.organisation_statement",
      { in: "directory", n: 1, why: "statement-missing" },
    ],
    [
      "a member's roles",
      "update threshold.certificate set signed = replace(signed, 'caseworker', 'coordinator')",
      { in: "directory", why: "certificate-changed" },
    ],
    [
      "whose key a certificate is for",
      "update threshold.certificate set subject_id = gen_random_uuid()",
      { in: "directory", why: "certificate-changed" },
    ],
  ])("finds %s", async (_name, statement, fault) => {
    await tamper(statement);
    expect(await walk()).toMatchObject({ ok: false, ...fault });
  });

  it("finds a statement by another root, and one whose signature is another's", async () => {
    const [row] = await site.root("select signed from threshold.network_statement where version = 2");
    const last = (JSON.parse(String(row?.signed)) as Signed<NetworkStatement>).statement;
    const third = await nextNetwork(network, last, content(null), now);
    await addNetwork(await sign(third, await signer()));
    expect(await walk()).toMatchObject({ in: "directory", n: 3, why: "statement-root" });
    await tamper("delete from threshold.network_statement where version = 3");
    await addNetwork({ ...(await sign(third, steward)), by: root.verifyKey });
    expect(await walk()).toMatchObject({ in: "directory", n: 3, why: "statement-signature" });
  });

  it("finds an organisation's statement by somebody who was no steward any more, and a certificate by a stranger", async () => {
    const [row] = await site.root("select signed from threshold.organisation_statement where version = 2");
    const last = (JSON.parse(String(row?.signed)) as Signed<OrganisationStatement>).statement;
    await addOrganisation(await sign(await nextOrganisation(last, {}, now), steward));
    expect(await walk()).toMatchObject({ in: "directory", n: 3, about: organisation, why: "statement-steward" });
    await tamper("delete from threshold.organisation_statement where version = 3");
    const stranger = await signer();
    const keys = { organisation, subject: "device", id: desk, verifyKey: stranger.verifyKey, recipient: null } as const;
    await addCertificate(await sign(newCertificate({ ...keys, desks: [desk], roles: [] }, now), stranger));
    expect(await walk()).toMatchObject({ in: "directory", about: desk, why: "certificate-steward" });
  });

  it("finds a statement other than the one that the root named", async () => {
    const other = firstOrganisation(organisation, { stewards: [steward.verifyKey, helper.verifyKey], desks: [] }, now);
    await tamper("delete from threshold.organisation_statement");
    await addOrganisation(await sign(other, steward));
    expect(await walk()).toMatchObject({ in: "directory", n: 1, about: organisation, why: "statement-anchor" });
  });
});
