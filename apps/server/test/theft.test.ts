import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Card, Envelope, Story } from "@threshold/casework";
import { type SealedPart, toBase64 } from "@threshold/sealing";
import {
  inPieces,
  makeCaseKey,
  markerOf,
  sealAttachment,
  sealPerson,
  sealRecord,
  sealSegment,
} from "@threshold/sealing/content";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { allOf, plant } from "../../../tools/security/planted.ts";
import { Search } from "../../../tools/security/search.ts";
import { connect } from "../src/database/connect.ts";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { type Answer, ask } from "./support/client.ts";
import { removeLater, temporaryFolder } from "./support/folder.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, card, declined, newId, opened, referral, send, sendRaw, signed, story } from "./support/writing.ts";

const execute = promisify(execFile);
const planted = plant(500);
const words = allOf(planted);
/** In clear by design: an organisation's name. What finds it would find the rest. */
const control = "Invented Quillhaven Trust";

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}
const knows = (value: string) => ({ known: true, value }) as const;
const every = <T>(list: readonly T[], step: number, n: number): readonly T[] => list.slice(n * step, (n + 1) * step);

/** The n-th of twenty referrals: five names, five numbers, five addresses and five words into the story, five signs onto the card. */
function contentOf(n: number): { readonly card: Card; readonly story: Story; readonly words: readonly string[] } {
  const [names, numbers, addresses] = [
    every(planted.names, 5, n),
    every(planted.numbers, 5, n),
    every(planted.addresses, 5, n),
  ];
  const [signs, told] = [every(planted.signs, 5, n), every(planted.words, 5, n)];
  return {
    words: [...names, ...numbers, ...addresses, ...signs, ...told],
    card: {
      ...card,
      situation: signs[0] ?? "",
      signs: signs.map((id) => ({ id, source: "seen" as const })),
      needs: [...signs],
    },
    story: {
      ...story,
      calledAs: knows(names.join(", ")),
      contact: knows(numbers.join("; ")),
      where: knows(addresses.join("\n")),
      narrative: knows(told.join(" ")),
    },
  };
}

/** Whoever takes the database, its files, its log of changes, the server's log or a backup learns no word of a card, a story, a note, a file or its name. */
describe("theft drill: what the server keeps", () => {
  let site: TestSite;
  const search = new Search([...words, control]);
  const told: string[] = [];
  const place = inject("cluster");
  const root = join(place.folder, "postgres");
  beforeAll(async () => {
    site = await openSite(place, { jobs: true });
    const police = await makeOrganisation(site, { name: control });
    const shelter = await makeOrganisation(site);
    const phone = await enrolPhone(site, police);
    for (let n = 0; n < 20; n += 1) await journey(phone, memberOf(shelter), [police, shelter], n);
    await site.root("checkpoint");
  });
  afterAll(async () => {
    await site.close();
    await removeLater();
  });

  const keep = (answer: Answer): number => {
    if (answer.status >= 400) told.push(answer.text, JSON.stringify([...answer.headers]));
    return answer.status;
  };

  async function journey(phone: Writer, member: Writer, homes: [Organisation, Organisation], n: number): Promise<void> {
    const content = contentOf(n);
    const made = await referral(phone, { to: homes[1], card: content.card, story: content.story });
    expect(keep(await send(phone, made))).toBe(201);
    const opening = await opened(member, made.envelope);
    expect(keep(await send(member, opening))).toBe(201);
    expect(keep(await ask(member, "GET", `/cases/${made.envelope.case}/story?opening=${opening.envelope.id}`))).toBe(
      200,
    );
    const note = { v: 1, reason: "other", words: content.words.join(" ") } as const;
    const parents = [opening.envelope.id];
    const answer =
      n % 2 === 0
        ? await accepted(member, made.envelope, parents)
        : await declined(member, made.envelope, homes, { parents, note });
    expect(keep(await send(member, answer))).toBe(201);
    // What is told over the declined one goes into its neighbour's file: all 500 come by there too.
    if (n % 2 === 0) await addContent(member, homes[1], answer.envelope, [...content.words, ...contentOf(n + 1).words]);
    // What a broken or hostile client could send in clear.
    for (const word of content.words.slice(0, 12)) {
      keep(await sendRaw(phone, { ...made, envelope: { ...made.envelope, urgency: word } }));
      const part = { name: "card", bytes: Buffer.from(word).toString("base64") };
      keep(await sendRaw(phone, { envelope: made.envelope, signature: word, parts: [part] }));
      keep(await sendRaw(phone, `{"envelope": "${word}`));
      keep(await ask(member, "GET", `/cases/${encodeURIComponent(word)}?name=${encodeURIComponent(word)}`));
      keep(await ask(member, "GET", `/${encodeURIComponent(word)}`));
      keep(
        await ask({ ...member, headers: { ...member.headers, "x-said": encodeURIComponent(word) } }, "GET", "/inbox"),
      );
    }
  }

  /** Names, a file with its name, and the index of names: whatever a desk adds to a case that it accepted. */
  async function addContent(
    member: Writer,
    home: Organisation,
    before: Envelope,
    told: readonly string[],
  ): Promise<void> {
    const known = [before.id];
    const add = async (fields: object, parts: readonly SealedPart[], id = newId()) => {
      member.seq += 1;
      const { v, case: of, author, at, sender } = before;
      const notes = parts.map(({ note }) => note);
      const common = { v, id, case: of, parents: known.slice(-1), author, seq: member.seq, at, sender, parts: notes };
      const along = parts.filter(({ note }) => note.name !== "file");
      const entry = await signed(member, { ...common, ...fields } as unknown as Envelope, along);
      expect(keep(await send(member, entry))).toBe(201);
      known.push(id);
    };
    const { recipient, parts } = good(await makeCaseKey(home.key.recipient, null));
    await add({ kind: "keyed", recipient, version: 1, team: null }, parts);
    const person = { v: 1, names: told.slice(0, 10), birth: "1998-03-12", documents: told.slice(10, 20) } as const;
    await add({ kind: "noted" }, [good(await sealPerson(person, [recipient]))]);
    const said = { known: true, value: told.join(" ") } as const;
    const task = {
      v: 1,
      topic: "task",
      at: "2026-11-02T12:00:00Z",
      task: "t",
      what: told.join(", "),
      owner: null,
    } as const;
    await add({ kind: "recorded", nextDue: "2026-11-20" }, [
      good(await sealRecord({ ...task, by: "2026-11-20", done: false }, [recipient])),
    ]);
    await add({ kind: "recorded", nextDue: null }, [
      good(await sealRecord({ v: 1, topic: "reopened", at: task.at, note: said }, [recipient])),
    ]);
    const words = told.join(", ");
    const common = { v: 1, at: task.at } as const;
    const held = { where: said, by: said, power: said, to: said, file: null } as const;
    for (const record of [
      { ...common, ...held, topic: "evidence", item: "i", act: "taken", kind: "document", what: words },
      {
        ...common,
        topic: "offence",
        offence: "o",
        what: words,
        link: "made-to",
        authority: said,
        state: "known",
        note: said,
      },
      { ...common, topic: "wish", wish: "safe-way", said },
      { ...common, topic: "need", need: "food", state: "given", by: said, note: said, outcome: said },
    ] as const)
      await add({ kind: "recorded", nextDue: null }, [good(await sealRecord(record, [recipient]))]);
    const file = { name: `${told[0]}.txt`, bytes: new TextEncoder().encode(told.join("\n")) };
    const { part, size } = good(await sealAttachment(file, [recipient]));
    const id = newId();
    for (const [at, piece] of inPieces(part.bytes).entries()) {
      const path = `/cases/${before.case}/files/${id}/${at}`;
      expect(keep(await ask(member, "PUT", path, { bytes: toBase64(piece) }))).toBe(200);
    }
    await add({ kind: "attached", size }, [part], id);
    const marks = await (await markerOf(home.key.secret)).marks(told.map((word) => `name ${word}`));
    const bytes = toBase64(good(await sealSegment([{ case: before.case, marks }], home.key.recipient)));
    const segment = { id: crypto.randomUUID(), version: 1, bytes, replaces: [] };
    expect(keep(await ask(member, "POST", `/desks/${home.desk.desk}/index`, segment))).toBe(200);
  }

  /** Folders of this site's database and of all that the cluster shares; other tests' databases are not this drill's. */
  async function folders(): Promise<string[]> {
    const [row] = await site.root("select oid::text as oid from pg_database where datname = current_database()");
    const shared = (await readdir(root)).filter((name) => name !== "base");
    return [join("base", String(row?.oid)), ...shared];
  }

  it("none in the data files, the indexes and the write-ahead log", async () => {
    const results = (await folders()).map((name) => search.below(join(root, name)));
    const found = results.flatMap((one) => one.found);
    expect(found.filter((line) => !line.includes(control))).toEqual([]);
    expect(found.some((line) => line.includes("base") && line.includes(control))).toBe(true);
    expect(found.some((line) => line.includes("pg_wal") && line.includes(control))).toBe(true);
    expect(results.reduce((sum, one) => sum + one.bytes, 0)).toBeGreaterThan(1_000_000);
  });

  it("none in a backup that was taken while it ran, as pg_basebackup takes it", async () => {
    const backup = join(await temporaryFolder(), "backup");
    const client = await connect(site.source, "root");
    try {
      await client.query("select pg_backup_start('drill', true)");
      for (const name of await folders()) {
        if (!existsSync(join(root, name))) continue;
        await mkdir(join(backup, name, ".."), { recursive: true });
        // Files come and go meanwhile; PostgreSQL's manual says to pass over those.
        await cp(join(root, name), join(backup, name), { recursive: true, filter: existsSync }).catch(() => undefined);
      }
      await client.query("select * from pg_backup_stop(false)");
    } finally {
      await client.end();
    }
    const { found } = search.below(backup);
    expect(found.filter((line) => !line.includes(control))).toEqual([]);
    expect(found.some((line) => line.includes(control))).toBe(true);
  });

  it("none in a dump of every row of every table", async () => {
    const dump = await dumpOf();
    const found = search.in(dump, "dump");
    expect(found.filter((line) => !line.includes(control))).toEqual([]);
    expect(found.some((line) => line.includes(control))).toBe(true);
  });

  it("none in the server's log, nor in its answers to what it refused", () => {
    expect(site.log.length).toBeGreaterThan(1000);
    expect(told.length).toBeGreaterThan(1000);
    expect(search.in(Buffer.from(JSON.stringify(site.log)), "log")).toEqual([]);
    expect(search.in(Buffer.from(told.join("\n")), "answers")).toEqual([]);
  });

  it("none in the names of files and of columns, nor in the server's own keys", async () => {
    const names = (await readdir(place.folder, { recursive: true })).join("\n");
    expect(search.in(Buffer.from(names), "names")).toEqual([]);
    const keys = await readFile(join(place.folder, "test-keys", `${site.source.database}.json`));
    expect(search.in(keys, "keys")).toEqual([]);
  });

  /** By pg_dump where this PostgreSQL comes with it; else every row of every table as text, and every byte column as it is. */
  async function dumpOf(): Promise<Buffer> {
    const bin = process.env.THRESHOLD_PG_BIN;
    if (bin !== undefined) {
      const args = ["-h", place.host, "-U", place.user, "--inserts", site.source.database];
      const { stdout } = await execute(join(bin, "pg_dump"), args, { encoding: "buffer", maxBuffer: 1 << 28 });
      return stdout;
    }
    const columns = await site.root(
      "select table_name as name, array_agg(column_name::text) filter (where data_type = 'bytea') as bytes from information_schema.columns where table_schema = 'threshold' group by 1",
    );
    const parts: Buffer[] = [];
    for (const { name, bytes } of columns) {
      for (const row of await site.root(`select t::text as line, to_jsonb(t)::text as json from threshold.${name} t`))
        parts.push(Buffer.from(`${row.line}\n${row.json}\n`));
      for (const column of (bytes as string[] | null) ?? []) {
        for (const row of await site.root(
          `select ${column} as bytes from threshold.${name} where ${column} is not null`,
        ))
          parts.push(row.bytes as Buffer);
      }
    }
    return Buffer.concat(parts);
  }
});
