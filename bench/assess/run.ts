import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type * as Engine from "@threshold/identification";
import { delphiList, randomCases, type Verdict } from "./cases.ts";
import { jsonRules } from "./json-rules.ts";
import { surveyRules } from "./survey.ts";

const goal = 100;
const compared = 10_000;
const seed = 20_111;
/** Milliseconds for which each way is measured at a time, and how often; the quickest time counts. */
const stretch = 1000;
const rounds = 5;
/** Cases between two looks at the clock. */
const chunk = 100;

type Way = (cases: readonly Engine.CaseInput[]) => unknown;

/**
 * Assessments a second on one core: our engine, as it is published, beside two general engines given the same rules over the 67
 * indicators of the Delphi survey. Ours does more for each (reasons, guards, actions, what to look at next). Throws where a
 * verdict differs.
 */
export async function assessments(): Promise<string[]> {
  const { engine, remove } = await published();
  try {
    const list = delphiList();
    const cases = randomCases(list, compared, seed);
    const askJsonRules = jsonRules(list);
    const askSurvey = surveyRules(list);
    const tally = { presumed: 0, potential: 0, none: 0 };
    for (const input of cases) {
      const ours = verdict(engine.assess(list, input));
      tally[ours.result] += 1;
      same("json-rules-engine", input, ours, await askJsonRules(input));
      same("survey-core", input, ours, askSurvey(input));
    }
    const speeds = await measure(
      {
        ours: (all) => {
          for (const input of all) engine.assess(list, input);
        },
        "json-rules-engine": async (all) => {
          for (const input of all) await askJsonRules(input);
        },
        "survey-core": (all) => {
          for (const input of all) askSurvey(input);
        },
      },
      cases,
    );
    const { ours = 0 } = speeds;
    const line = (peer: "json-rules-engine" | "survey-core") => {
      const ratio = ours / (speeds[peer] ?? Number.NaN);
      return `assessments on one core: ${count(ours)}/s = ${ratio.toFixed(0)} × ${peer}'s ${count(speeds[peer] ?? 0)}/s; goal ${goal} ×: ${ratio >= goal ? "met" : "missed"}`;
    };
    return [
      `  ${count(compared)} random cases, verdicts equal in all three: ${tally.presumed} presumed, ${tally.potential} potential, ${tally.none} none`,
      line("json-rules-engine"),
      line("survey-core"),
    ];
  } finally {
    remove();
  }
}

/** The engine as somebody installs it: one bundled module. */
async function published() {
  const folder = mkdtempSync(join(tmpdir(), "threshold-bench-"));
  const build = fileURLToPath(new URL("../../packages/identification/build.mjs", import.meta.url));
  execFileSync(process.execPath, [build, folder]);
  const engine = (await import(pathToFileURL(join(folder, "index.js")).href)) as typeof Engine;
  return { engine, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Cases in a second of processor time, so that others on the machine do not count; taken in turns. */
async function measure(ways: Readonly<Record<string, Way>>, cases: readonly Engine.CaseInput[]) {
  const best: Record<string, number> = {};
  const chunks = Array.from({ length: cases.length / chunk }, (_, index) =>
    cases.slice(index * chunk, (index + 1) * chunk),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const from = process.cpuUsage();
      const until = performance.now() + stretch;
      let done = 0;
      // Through all cases in turn, however quick: a way that remembers an answer must not gain by it.
      while (performance.now() < until) {
        await way(chunks[(done / chunk) % chunks.length] ?? []);
        done += chunk;
      }
      const { user, system } = process.cpuUsage(from);
      best[name] = Math.max(best[name] ?? 0, (done / (user + system)) * 1e6);
    }
  }
  return best;
}

function verdict({ result, act, means, purpose }: Verdict): Verdict {
  return { result, act, means, purpose };
}

function same(peer: string, input: Engine.CaseInput, ours: Verdict, theirs: Verdict): void {
  const text = JSON.stringify(verdict(theirs));
  if (text !== JSON.stringify(ours)) {
    throw new Error(`${peer} says ${text}, ours ${JSON.stringify(ours)}, of ${JSON.stringify(input)}`);
  }
}

const count = (value: number): string => Math.round(value).toLocaleString("en");
