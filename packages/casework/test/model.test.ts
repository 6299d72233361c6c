import { expect, test } from "vitest";
import { mayRead, mayWrite } from "../src/policy.ts";
import { run } from "./model/run.ts";

const seed = Number(process.env.THRESHOLD_SEED ?? Date.now() % 2 ** 31);

const said =
  "100,000 random steps by random people: the policy says what the model says, nobody reads what is not granted";
test(said, { timeout: 120_000 }, () => {
  const { difference, tally } = run(seed, 100_000, { mayRead, mayWrite });
  const kinds = [...tally.kinds].map(([kind, count]) => `${count} ${kind}`).join(", ");
  const { steps, written, reads, granted } = tally;
  console.log(`seed ${seed}: ${steps} steps, ${written} written (${kinds}); ${reads} asked for, ${granted} granted`);
  expect(difference, `seed ${seed}`).toBeNull();
});
