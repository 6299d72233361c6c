import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { chanceOf, makeWorld, type Person } from "../../../packages/casework/test/model/world.ts";
import { section, table } from "../../../packages/casework/test/support/section.ts";
import { type Clause, type Condition, clausesOf, conditionsOf, putCondition } from "./support/clauses.ts";
import { differing, Kept } from "./support/kept.ts";
import { at, castOf, type Moments, moment, tellMoments } from "./support/moments.ts";
import { insertsOf, type Try, triesOf } from "./support/tries.ts";

const page = new URL("../../../docs/access.md", import.meta.url);
const tables = [
  "referral",
  "entry",
  "sealed_part",
  "receipt",
  "case_team",
  "case_care",
  "kept_views",
  "index_segment",
  "upload_piece",
  "telling",
  "push_subscription",
  "notice",
];
const refused = "42501";

/** The policies over cases themselves: with all in place the model says the same; with any one clause gone, not. */
describe("clauses of row-level security", () => {
  const world = makeWorld(chanceOf(11));
  const cast = castOf(world);
  let kept: Kept;
  let told: Moments;
  let tries: readonly Try[];
  /** What was put there past the policy of casework: entries that open nothing, and a desk's own sealed rows. */
  const planted = new Set<string>();
  beforeAll(async () => {
    kept = await Kept.open(inject("cluster"), world);
    told = await tellMoments(kept, cast);
    await plant(told);
    tries = triesOf(world, cast, told);
  });
  afterAll(() => kept.close());

  async function plant({ closed, keyed }: Moments): Promise<void> {
    const { root } = kept;
    const { entry, segment, piece, telling, browser, notice, views } = insertsOf(world);
    const [home, beside, receiver] = world.desks;
    const next = cast["the receiver's second"];
    const put = async (what: string, { id, statement }: { id: string; statement: string }) => {
      await root.query(statement);
      planted.add(`${what} ${id}`);
    };
    await root.query("set session_replication_role = replica");
    // Hours do not make an entry one that breaks the glass; and glass is broken at the desk that has the case, not at the sender's.
    await put("envelope", entry("noted", next.id, next, closed.model.id, '{"hours":4}'));
    const elsewhere = entry(
      "broke-glass",
      cast["the receiver's investigator"].id,
      home ?? next,
      closed.model.id,
      '{"hours":4}',
    );
    await put("envelope", elsewhere);
    await put("index", segment(receiver?.organisation, receiver?.desk));
    await put("index", segment(home?.organisation, receiver?.desk));
    await put("index", segment(beside?.organisation, beside?.desk));
    const first = cast["the receiver's first"];
    await put("piece", piece(first.organisation, first.id, keyed.model.id));
    await put("piece", piece(first.organisation, next.id, keyed.model.id));
    await put("piece", piece(home?.organisation ?? null, first.id, keyed.model.id));
    const elsewhereOf = home?.organisation ?? null;
    // Her own in another organisation's name, and a colleague's.
    await put("telling", telling(elsewhereOf, first.id));
    await put("views", views(elsewhereOf, first.id));
    await put("telling", telling(next.organisation, next.id));
    for (const [organisation, member] of [
      [first.organisation, first.id],
      [elsewhereOf, first.id],
      [next.organisation, next.id],
    ] as const) {
      await put("browser", browser(organisation, member));
      await put("notice", notice(organisation, member, keyed.model.id));
    }
    await root.query("set session_replication_role = origin");
    // Runs a statement as whoever calls, says how it went, and undoes it.
    await root.query(`create function threshold.tried(statement text) returns text language plpgsql as $$
      declare n integer;
      begin
        execute statement;
        get diagnostics n = row_count;
        raise exception using errcode = 'LETIN', message = n;
      exception when others then
        return case when sqlstate = 'LETIN' then sqlerrm else sqlstate end;
      end $$`);
  }

  const people = Object.entries(cast);
  const nameOf = (person: Person) => people.find(([, one]) => one === person)?.[0] ?? "";
  const goes = async (by: Person, statements: readonly string[]) =>
    kept.as(by, moment, async (scope) => {
      const { rows } = await sql<{ went: string }>`
        select tried(statement) as went from unnest(${statements}::text[]) with ordinality as asked (statement, n) order by n`.execute(
        scope,
      );
      return rows.map(({ went }) => went);
    });
  const goesAll = async () => {
    const went = new Map<Try, string>();
    for (const [, by] of people) {
      const own = tries.filter((one) => one.by === by);
      const results = await goes(
        by,
        own.map(({ statement }) => statement),
      );
      own.forEach((one, n) => void went.set(one, results[n] ?? ""));
    }
    return went;
  };

  it("with all in place, everybody is shown what the model grants, and what was planted opens nothing", async () => {
    for (const [name, person] of people.filter(([, { kind }]) => kind !== "server")) {
      const shown = [...(await kept.look(person, moment))].filter((line) => !planted.has(line));
      expect(differing(new Set(shown), kept.due(person, moment).lines), name).toEqual({ more: [], less: [] });
    }
  });

  it("with all in place, nobody writes past what is hers", async () => {
    const wrong = [...(await goesAll())].filter(([one, went]) => (went !== refused) !== one.let);
    expect(wrong.map(([{ by, says }, went]) => `${nameOf(by)} ${says}: ${went}`)).toEqual([]);
  });

  /** At which of these moments (minutes from the one above, and milliseconds) she is shown this part of the case's referral or key. */
  const shownAt = async (
    person: Person,
    line: string,
    moments: readonly (readonly [minutes: number, ms: number])[],
  ) => {
    const shown: boolean[] = [];
    for (const [minutes, ms] of moments) shown.push((await kept.look(person, at(minutes) + ms)).has(line));
    return shown;
  };

  it("a purpose opens a story for a quarter of an hour, to the millisecond, for her who said it and in that case", async () => {
    const story = `story ${told.accepted.model.referral}`;
    const moments = [
      [-8, -1],
      [-8, 0],
      [7, -1],
      [7, 0],
    ] as const;
    expect(await shownAt(cast["the receiver's second"], story, moments)).toEqual([false, true, true, false]);
    expect(await shownAt(cast["the receiver's first"], story, moments)).toEqual([false, false, false, false]);
    const other = `story ${told.waiting.model.referral}`;
    expect(await shownAt(cast["the receiver's second"], other, moments)).toEqual([false, false, false, false]);
  });

  it("broken glass opens for the hours she said, to the millisecond, and for nobody else", async () => {
    const glass = `glass ${told.broken.model.written.find(({ parts }) => parts.includes("glass"))?.id}`;
    const moments = [
      [-30, -1],
      [-30, 0],
      [30, -1],
      [30, 0],
    ] as const;
    expect(await shownAt(cast["the receiver's second"], glass, moments)).toEqual([false, true, true, false]);
    for (const name of ["the receiver's first", "the receiver's investigator", "the second desk"] as const)
      expect(await shownAt(cast[name], glass, moments), name).toEqual([false, false, false, false]);
  });

  it("once the glass is over, a purpose that lasts longer opens no story of a team's case", async () => {
    const story = `story ${told.broken.model.referral}`;
    const moments = [
      [-141, 0],
      [-140, -1],
      [-140, 0],
      [-130, 0],
    ] as const;
    expect(await shownAt(cast["the receiver's investigator"], story, moments)).toEqual([true, true, false, false]);
  });

  it("who works for the receiver is told to its desk alone", async () => {
    const line = `team ${told.closed.model.id}`;
    const shown: string[] = [];
    for (const [name, person] of people) if ((await kept.look(person, moment)).has(line)) shown.push(name);
    expect(shown).toEqual(people.map(([name]) => name).filter((name) => /^the receiver's (?!officer)/.test(name)));
    const columns = await kept.as(cast["the sender's officer"], moment, (scope) =>
      scope.selectFrom("referral").selectAll().where("case_id", "=", told.closed.model.id).execute(),
    );
    expect(JSON.stringify(columns)).toContain(told.closed.model.id);
    expect(JSON.stringify(columns)).not.toContain(cast["the receiver's first"].id);
  });

  it("each clause taken out once: somebody is shown or let write what is not hers, or no longer what is", {
    timeout: 180_000,
  }, async () => {
    const before = {
      shown: new Map<Person, Set<string>>(),
      went: await goesAll(),
    };
    for (const [, person] of people) before.shown.set(person, await kept.look(person, moment));

    const inShown = async (): Promise<string> => {
      for (const [name, person] of people) {
        const { more, less } = differing(await kept.look(person, moment), before.shown.get(person) ?? new Set());
        const kinds = (lines: readonly string[]) => [...new Set(lines.map((line) => line.split(" ")[0]))].join(", ");
        if (more.length > 0) return `${name} is shown: ${kinds(more)}`;
        if (less.length > 0) return `${name} is no longer shown: ${kinds(less)}`;
      }
      return "";
    };
    const inWritten = async (): Promise<string> => {
      for (const [name, by] of people) {
        const own = tries.filter((one) => one.by === by);
        const results = await goes(
          by,
          own.map(({ statement }) => statement),
        );
        for (const [n, one] of own.entries()) {
          const [was, is] = [before.went.get(one), results[n]];
          if (was !== is)
            return `${name} ${one.says}: ${is === refused ? "refused" : was === refused ? "let in" : `${was} rows, now ${is}`}`;
        }
      }
      return "";
    };
    const found: { condition: Condition; clause: Clause; seen: string }[] = [];
    for (const condition of await conditionsOf(kept.root, tables)) {
      for (const clause of clausesOf(condition.text)) {
        await putCondition(kept.root, condition, clause.without);
        const reads = condition.part === "using" && condition.command !== "UPDATE";
        const seen = (reads ? await inShown() : "") || (await inWritten());
        found.push({ condition, clause, seen });
        await putCondition(kept.root, condition, condition.text);
      }
    }
    const label = ({ table, policy, part, command }: Condition) =>
      `\`${table}.${policy}\`${command === "ALL" && part === "with check" ? " (writing)" : ""}`;
    const rows = found.map(({ condition, clause, seen }) => [label(condition), `\`${clause.says}\``, seen]);
    const lines = table(["policy", "clause", "taken out"], rows);
    console.log(lines.join("\n"));
    expect(
      found.filter(({ seen }) => seen === "").map(({ condition, clause }) => `${label(condition)}: ${clause.says}`),
    ).toEqual([]);
    expect(found.length).toBeGreaterThan(60);
    const [now, due] = await section(page, "clauses", lines);
    expect(now, "run with THRESHOLD_WRITE=1 to write the page").toBe(due);
  });
});
