import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Card, Story } from "@threshold/casework";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { type Answer, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, card, declined, opened, referral, send, sendRaw, story } from "./support/writing.ts";

/** Five hundred invented words and names; each holds one of two random stems, so that one search finds any of them. */
const stems = [randomBytes(9).toString("hex"), randomBytes(9).toString("hex")] as const;
const canaries = Array.from(
  { length: 500 },
  (_, n) => `${n % 2 ? "Ana" : "łódź-"}${stems[n % 2]}${randomBytes(3).toString("hex")}`,
);
const control = randomBytes(9).toString("hex");

/** A word as it may lie somewhere: plain, UTF-16, hexadecimal, and base64 at each of its three alignments. */
function disguises(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -2));
  });
  return [bytes, Buffer.from(word, "utf16le"), Buffer.from(bytes.toString("hex")), ...base64];
}
const holds = (hay: Buffer, word: string): boolean => disguises(word).some((needle) => hay.includes(needle));

const knows = (value: string) => ({ known: true, value }) as const;
function storyWith(words: readonly string[]): Story {
  const [calledAs = "", contact = "", where = "", health = "", ...rest] = words;
  return {
    ...story,
    calledAs: knows(calledAs),
    contact: knows(contact),
    where: knows(where),
    health: knows(health),
    narrative: knows(rest.join(" ")),
  };
}

describe("canaries in card and story", () => {
  let site: TestSite;
  const errors: string[] = [];
  const place = inject("cluster");
  beforeAll(async () => {
    site = await openSite(place);
    const police: Organisation = await makeOrganisation(site, { name: `Invented ${control}` });
    const shelter = await makeOrganisation(site);
    const phone = await enrolPhone(site, police);
    const member = memberOf(shelter);
    const keep = (answer: Answer) => {
      if (answer.status >= 400) errors.push(answer.text);
      return answer.status;
    };
    for (let n = 0; n < canaries.length; n += 25) {
      const words = canaries.slice(n, n + 25);
      const sealedCard: Card = { ...card, situation: words[0] ?? "", needs: words.slice(1, 5) };
      const made = await referral(phone, { to: shelter, card: sealedCard, story: storyWith(words.slice(5)) });
      expect(keep(await send(phone, made))).toBe(201);
      await journey(member, made, [police, shelter], words, keep);
      // What a broken or hostile client could send in clear.
      for (const word of words.slice(0, 3)) {
        keep(await sendRaw(phone, { ...made, envelope: { ...made.envelope, urgency: word } }));
        keep(
          await sendRaw(phone, {
            envelope: made.envelope,
            signature: word,
            parts: [{ name: "card", bytes: Buffer.from(word).toString("base64") }],
          }),
        );
        keep(await sendRaw(phone, `{"envelope": "${word}`));
        keep(await ask(member, "GET", `/cases/${encodeURIComponent(word)}?name=${encodeURIComponent(word)}`));
        keep(await ask(member, "GET", `/${word}`));
      }
    }
    await site.root("checkpoint");
  });
  afterAll(() => site.close());

  it("the search finds what lies in the open", async () => {
    expect(holds(await database(), control)).toBe(true);
    for (const bytes of [
      Buffer.from(`a${stems[0]}b`, "utf16le"),
      Buffer.from(Buffer.from(`xy${stems[0]}z`).toString("base64")),
    ]) {
      expect(holds(bytes, stems[0])).toBe(true);
    }
    expect(errors.length).toBeGreaterThan(100);
  });

  it("none in the database's files", async () => {
    const files = await database();
    expect(stems.filter((stem) => holds(files, stem))).toEqual([]);
  });

  it("none in a dump of every row", async () => {
    const dump = await dumpOf(site, place);
    expect(holds(dump, control)).toBe(true);
    expect(stems.filter((stem) => holds(dump, stem))).toEqual([]);
  });

  it("none in the server's log, nor in its errors", () => {
    const log = Buffer.from(JSON.stringify(site.log));
    expect(site.log.length).toBeGreaterThan(300);
    expect(stems.filter((stem) => holds(log, stem) || holds(Buffer.from(errors.join("\n")), stem))).toEqual([]);
  });

  /** Tables, indexes and the write-ahead log, as bytes. */
  async function database(): Promise<Buffer> {
    const [row] = await site.root("select oid::text as oid from pg_database where datname = current_database()");
    const root = join(place.folder, "postgres");
    const parts: Buffer[] = [];
    for (const folder of [join(root, "base", String(row?.oid)), join(root, "pg_wal")]) {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.isFile()) parts.push(await readFile(join(folder, entry.name)).catch(() => Buffer.alloc(0)));
      }
    }
    return Buffer.concat(parts);
  }
});

async function journey(
  member: Writer,
  made: Awaited<ReturnType<typeof referral>>,
  homes: Organisation[],
  words: readonly string[],
  keep: (answer: Answer) => number,
): Promise<void> {
  const opening = await opened(member, made.envelope);
  expect(keep(await send(member, opening))).toBe(201);
  expect(keep(await ask(member, "GET", `/cases/${made.envelope.case}/story?opening=${opening.envelope.id}`))).toBe(200);
  const parents = [opening.envelope.id];
  const note = { v: 1, reason: "other", words: words.join(" ") } as const;
  const answer = words[0]?.startsWith("Ana")
    ? await accepted(member, made.envelope, parents)
    : await declined(member, made.envelope, homes, { parents, note });
  expect(keep(await send(member, answer))).toBe(201);
}

/** By pg_dump where this PostgreSQL comes with it; else every row of every table as text. */
async function dumpOf(site: TestSite, place: { host: string; user: string }): Promise<Buffer> {
  const bin = process.env.THRESHOLD_PG_BIN;
  if (bin !== undefined) {
    const out = await promisify(execFile)(
      join(bin, "pg_dump"),
      ["-h", place.host, "-U", place.user, "--inserts", site.source.database],
      {
        encoding: "buffer",
        maxBuffer: 1 << 28,
      },
    );
    return out.stdout;
  }
  const tables = await site.root(
    "select relname from pg_class where relnamespace = 'threshold'::regnamespace and relkind = 'r'",
  );
  const rows: string[] = [];
  for (const { relname } of tables) {
    for (const row of await site.root(`select t::text as line, to_jsonb(t)::text as json from threshold.${relname} t`))
      rows.push(String(row.line), String(row.json));
    if (relname === "sealed_part") {
      for (const row of await site.root("select encode(bytes, 'escape') as line from threshold.sealed_part"))
        rows.push(String(row.line));
    }
  }
  return Buffer.from(rows.join("\n"));
}
