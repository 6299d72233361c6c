import { createHash, createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Envelope } from "@threshold/casework";
import { beginning, canonicalText, envelopeHash, receiptHash } from "@threshold/sealing";
import { measured } from "../apps/cli/test/support/measured.ts";
import { type Connection, connect } from "../apps/server/src/database/connect.ts";
import { makeDatabase } from "../apps/server/src/database/create.ts";
import { launch } from "../apps/server/src/database/launcher.ts";
import { migrate } from "../apps/server/src/database/migrate.ts";
import { openKeys } from "../apps/server/src/keys.ts";
import { temporaryFolder } from "../apps/server/test/support/folder.ts";

const bin = fileURLToPath(new URL("../apps/cli/bin/threshold.js", import.meta.url));
const perCase = 10;
const step = 2_000;

/**
 * `threshold verify` over an invented history of that many entries, in a process of its own that is measured; beside one of a
 * hundredth. Each case is a referral with two sealed parts and nine openings, all signed; every receipt is chained and signed.
 */
export async function history(entries = 100_000): Promise<string[]> {
  const folder = await temporaryFolder();
  try {
    const few = await walk(folder, entries / 100, 0);
    const all = await walk(folder, entries, entries / 100);
    const n = entries.toLocaleString("en");
    return [
      `${n} entries verified: ${all.seconds.toFixed(0)} s, ${Math.round(entries / all.seconds).toLocaleString("en")} a second, peak ${all.peak.toFixed(0)} MB`,
      `peak memory with a hundred times the entries: ${(all.peak / few.peak).toFixed(2)} × (${few.peak.toFixed(0)} MB for ${(entries / 100).toLocaleString("en")})`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Brings the log of this folder from `from` entries to `entries`, then verifies it. */
async function walk(folder: string, entries: number, from: number): Promise<{ seconds: number; peak: number }> {
  const cluster = await launch({ data: folder, bin: process.env.THRESHOLD_PG_BIN });
  try {
    const source = { address: cluster.address, database: "threshold" };
    await makeDatabase(source);
    await migrate(source);
    const client = await connect(source, "root");
    await client.query("set session_replication_role = replica");
    await client.query("set synchronous_commit = off");
    await write(client, folder, from, entries);
    await client.query("analyze");
    await client.end();
  } finally {
    await cluster.stop();
  }
  const { code, out, errors, seconds, peak } = measured([bin, "verify", "--data", folder]);
  if (code !== 0 || peak === null || !out.includes(`${entries} receipts`))
    throw new Error(`verify ended with ${code}: ${out}${errors}`);
  return { seconds, peak };
}

interface Author {
  readonly id: string;
  readonly verifyKey: string;
  sign(purpose: string, value: unknown): string;
}

/** Signs in one go, so that a million signatures take minutes and not an hour; the same bytes as packages/sealing. */
function authorOf(pkcs8: string, verifyKey: string, id: string): Author {
  const key = createPrivateKey({ key: Buffer.from(pkcs8, "base64url"), format: "der", type: "pkcs8" });
  return {
    id,
    verifyKey,
    sign: (purpose, value) => sign(null, Buffer.from(`${purpose}\n${canonicalText(value)}`), key).toString("base64url"),
  };
}

async function write(client: Connection, folder: string, from: number, to: number): Promise<void> {
  const file = join(folder, "keys", "server.json");
  await openKeys(file);
  const kept = JSON.parse(readFileSync(file, "utf8")) as { signing: string; verifyKey: string; id: string };
  const server = authorOf(kept.signing, kept.verifyKey, kept.id);
  const { rows } = await client.query<{ hash: string }>("select hash from receipt order by n desc limit 1");
  let previous = rows[0]?.hash ?? beginning;
  for (let n = from; n < to; n += step) {
    const batch = await Promise.all(
      Array.from({ length: Math.min(step, to - n) / perCase }, (_, at) => caseOf(n + at * perCase, server)),
    );
    const made = batch.flat();
    const receipts: unknown[][] = [[], [], [], [], [], [], []];
    for (const [at, { envelope, hash: entryHash }] of made.entries()) {
      const facts = { n: n + at + 1, previous, entry: envelope.id, envelopeHash: entryHash, at: when };
      const hash = await receiptHash({ ...facts, parts: envelope.parts.map((part) => part.sha256) });
      const signature = server.sign("threshold-receipt-hash-v1", hash);
      for (const [column, value] of [facts.n, facts.entry, entryHash, previous, hash, signature, when].entries())
        receipts[column]?.push(value);
      previous = hash;
    }
    await insert(client, made, receipts, server);
  }
}

const when = "2026-11-20T10:00:00Z";
const bytes = Buffer.from("invented bytes of a sealed part");
const partHash = createHash("sha256").update(bytes).digest("hex");

type Made = { readonly envelope: Envelope; readonly hash: string; readonly signature: string };

/** A referral, then openings, each of which knew the one before. */
async function caseOf(from: number, author: Author): Promise<Made[]> {
  const id = randomUUID();
  const [organisation, desk] = [randomUUID(), randomUUID()];
  const note = (name: string) => ({ name, sha256: partHash, recipients: [`age1${"q".repeat(58)}`] });
  const ids = Array.from({ length: perCase }, (_, at) => uuid7(from + at));
  return Promise.all(
    ids.map(async (entry, at) => {
      const common = { v: 1, id: entry, case: id, author: author.id, seq: from + at + 1, at: when };
      const beside = { sender: { organisation, desk }, parents: at === 0 ? [] : [ids[at - 1]] };
      const envelope = (at === 0
        ? { ...common, ...beside, kind: "referred", parts: [note("card"), note("story")] }
        : { ...common, ...beside, kind: "opened", of: ids[0], purpose: "answer", parts: [] }) as unknown as Envelope;
      const hash = await envelopeHash(envelope);
      return { envelope, hash, signature: author.sign("threshold-envelope-v1", envelope) };
    }),
  );
}

const uuid7 = (n: number): string => {
  const hex = (1_760_000_000_000 + n).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15, 18)}-${randomUUID().slice(19)}`;
};

async function insert(client: Connection, made: readonly Made[], receipts: unknown[][], author: Author): Promise<void> {
  const column = (pick: (one: Made) => unknown) => made.map(pick);
  await client.query(
    `insert into entry (id, case_id, kind, author, seq, sender_organisation, sender_desk, envelope, signature, verify_key, received_at)
     select id, case_id, kind, $4, seq, organisation, desk, envelope, signature, $5, $6
     from unnest($1::uuid[], $2::uuid[], $3::text[], $7::int[], $8::uuid[], $9::uuid[], $10::text[], $11::text[])
       as t (id, case_id, kind, seq, organisation, desk, envelope, signature)`,
    [
      column((one) => one.envelope.id),
      column((one) => one.envelope.case),
      column((one) => one.envelope.kind),
      author.id,
      author.verifyKey,
      when,
      column((one) => one.envelope.seq),
      column((one) => one.envelope.sender.organisation),
      column((one) => one.envelope.sender.desk),
      column((one) => canonicalText(one.envelope)),
      column((one) => one.signature),
    ],
  );
  const parts = made.flatMap(({ envelope }) => envelope.parts.map((part) => [envelope.id, part.name, envelope.case]));
  await client.query(
    "insert into sealed_part (entry, name, case_id, sha256, bytes) select t.*, $4, $5 from unnest($1::uuid[], $2::text[], $3::uuid[]) as t",
    [...[0, 1, 2].map((at) => parts.map((part) => part[at])), partHash, bytes],
  );
  await client.query(
    `insert into receipt (n, entry, entry_hash, previous, hash, signature, at)
     select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    receipts,
  );
}
