import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Step, walk } from "../../../packages/casework/test/model/walk.ts";
import { chanceOf, makeWorld, oneOf, type Person, upTo } from "../../../packages/casework/test/model/world.ts";
import { differing, Kept } from "./support/kept.ts";

const seed = Number(process.env.THRESHOLD_SEED ?? Date.now() % 2 ** 31);
/** Things tried with cases; each one that is allowed is written. A longer walk is asked for by name. */
const steps = Number(process.env.THRESHOLD_WALK ?? 4000);

/** What somebody's answers can hang on: a walk that did not come by all of it proves too little. */
const moments = [
  ...["before its turn", "passed on", "declined", "team", "glass open", "glass expired", "taken back"],
  ...["no purpose", "purpose open", "purpose expired", "purpose of another"],
];

/**
 * The walk of packages/casework/test/model once more, where nothing of our own decides what is read: what somebody tried and the model
 * allows is written, then plain SELECTs over every table show what row-level security alone lets her see of all cases so far.
 */
describe("row-level security alone", () => {
  const chance = chanceOf(seed);
  const world = makeWorld(chance);
  let kept: Kept;
  beforeAll(async () => {
    kept = await Kept.open(inject("cluster"), world);
  });
  afterAll(() => kept.close());

  /** What the model does not allow, tried past all of our own code: refused where it is another's desk, name or case. */
  async function force({ envelope, by, model, now }: Step): Promise<boolean> {
    const known = model.written.some(({ id }) => id === envelope.id);
    if (envelope.kind === "referred" || envelope.case !== model.id || known) return false;
    const own = envelope.author === by.id && by.desks.some(({ desk }) => desk === envelope.sender.desk);
    const fits = by.kind === "server" ? envelope.kind === "passed-on" : own && envelope.kind !== "passed-on";
    const part = by.kind === "server" || model.mayRead(by, "standing", now);
    const { id, kind, author, seq, sender } = envelope;
    const tried = kept.as(
      by,
      now,
      async (scope) => {
        await sql`insert into entry (id, case_id, kind, author, seq, sender_organisation, sender_desk, envelope, signature, verify_key, received_at)
          values (${id}, ${envelope.case}, ${kind}, ${author}, ${seq + 100_000}, ${sender.organisation}, ${sender.desk}, '{}', 'x', 'x', ${new Date(now)})`.execute(
          scope,
        );
        throw new Error("let in");
      },
      model.sender ?? undefined,
    );
    if (!fits || !part) await expect(tried, `${kind} by ${by.kind}`).rejects.toThrow(/row-level security/);
    else await expect(tried).rejects.toThrow("let in");
    return true;
  }

  it("shows everybody exactly what the model grants, everything of all cases, all along a random walk", {
    timeout: 300_000,
  }, async () => {
    const count = { tried: 0, written: 0, forced: 0, views: 0, compared: 0, shown: 0 };
    const reached = new Map<string, number>(moments.map((name) => [name, 0]));
    const compare = async (person: Person, now: number, n: number) => {
      const shown = await kept.look(person, now);
      const { lines, asked } = kept.due(person, now);
      count.views += 1;
      count.compared += asked;
      count.shown += shown.size;
      for (const model of kept.models)
        for (const name of model.momentsOf(person, now)) reached.set(name, (reached.get(name) ?? 0) + 1);
      const who = `seed ${seed}, step ${n}: ${person.kind} ${person.roles.join(" ")}`;
      expect(differing(shown, lines), who).toEqual({ more: [], less: [] });
    };
    for (const step of walk(chance, world)) {
      count.tried += 1;
      if (step.allowed) {
        await kept.write(step, step.model);
        count.written += 1;
      } else if (upTo(chance, 8) === 0 && (await force(step))) count.forced += 1;
      if (step.allowed) {
        // A purpose and broken glass last a little while only: whoever has just written one looks at once.
        const brief = step.envelope.kind === "opened" || step.envelope.kind === "broke-glass";
        if (brief) await compare(step.by, step.now, step.n);
        if (upTo(chance, 2) === 0)
          await compare(oneOf(chance, upTo(chance, 6) === 0 ? world.people : step.near), step.now, step.n);
      }
      if (step.last && step.n >= steps) break;
    }
    console.log(
      `seed ${seed}: ${JSON.stringify(count)} in ${kept.models.length} cases; ${JSON.stringify([...reached])}`,
    );
    expect(count.written + count.compared).toBeGreaterThan(100_000);
    expect([...reached].filter(([, times]) => times === 0)).toEqual([]);
  });
});
