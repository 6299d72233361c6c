import { describe, expect, it } from "vitest";
import { makeIdentity } from "../src/index.ts";
import { makeSigningKey } from "../src/signing.ts";
import {
  type Draft,
  firstOrganisation,
  newCertificate,
  nextPublication,
  signStatement,
  statementHash,
} from "../src/trust/index.ts";

const organisation = "0f8a2c1e-1111-4222-8333-444455556666";
const desk = "0f8a2c1e-aaaa-4222-8333-444455556666";

async function person(roles: readonly string[]) {
  const [key, { recipient }] = await Promise.all([makeSigningKey({ extractable: false }), makeIdentity()]);
  const { verifyKey } = key;
  return {
    key,
    line: { subject: "member" as const, id: crypto.randomUUID(), verifyKey, recipient, desks: [desk], roles },
  };
}

describe("leaving", () => {
  it("is for good: a server that shows the leaver again, right away, does not bring her back as one who may sign", async () => {
    const now = new Date("2026-11-24T10:00:00Z");
    const [stays, leaves] = [await person(["administrator"]), await person(["administrator"])];
    const stewards = [stays.key.verifyKey, leaves.key.verifyKey];
    const first = await signStatement(firstOrganisation(organisation, { stewards, desks: [] }, now), stays.key);
    const certified = await Promise.all(
      [stays, leaves].map(async ({ line }) => ({
        ...line,
        certificate: await signStatement(newCertificate({ organisation, ...line }, now), stays.key),
      })),
    );
    const before: Draft = { organisation, last: first, people: certified };
    const seen = { version: 1, hash: await statementHash(first.statement) };
    const signer = stays.key;
    const out = await nextPublication(before, { signer, now, seen, leaving: [leaves.line.id] });
    if (!out.ok || out.value.statement === null) throw new Error("nothing was signed");
    const second = out.value.statement;
    expect(second.statement.stewards).toEqual([stays.key.verifyKey]);

    const soon = new Date(now.getTime() + 60_000);
    const lying: Draft = { organisation, last: second, people: certified };
    const place = { version: 2, hash: await statementHash(second.statement) };
    const next = await nextPublication(lying, { signer, now: soon, seen: place });
    expect(next).toEqual({ ok: true, value: { statement: null, certificates: [] } });
    // Nor where something else changes.
    const desks = [{ desk, version: 1, recipient: (await makeIdentity()).recipient }];
    const more = await nextPublication(lying, { signer, now: soon, seen: place, desks });
    expect(more.ok && more.value.statement?.statement.stewards).toEqual([stays.key.verifyKey]);
  });
});
