import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { generate, writeLines } from "./support/generated.ts";
import { list } from "./support/list.ts";
import { bin } from "./support/running.ts";
import { file, threshold } from "./support/threshold.ts";

const ROWS = 20_000;
const many = file("many.jsonl", "");
beforeAll(() => {
  const lines = [...generate(list, ROWS)].map((one) => JSON.stringify(one));
  // Every hundredth row cannot be taken.
  writeLines(
    many,
    lines.map((line, index) => (index % 100 === 99 ? line.replace('"age"', '"ages"') : line)),
  );
});

/** The real command, from which is read as long as wanted. */
function begin(args: readonly string[]): { child: ChildProcess; errors: () => string; end: Promise<unknown[]> } {
  const child = spawn(process.execPath, [bin, "assess", ...args], { stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return { child, errors: () => errors, end: once(child, "close") };
}
const whole = (text: string): unknown[] => {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

test("a reader that has had enough ends the run quietly; the rejects so far are whole", async () => {
  const rejects = file("enough.jsonl", "");
  const { child, errors, end } = begin([many, "--rejects", rejects]);
  await once(child.stdout as NodeJS.ReadableStream, "data");
  child.stdout?.destroy();
  expect(await end).toEqual([0, null]);
  expect(errors()).toBe("");
  const kept = whole(readFileSync(rejects, "utf8"));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(ROWS / 100);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s: the rows until then are answered whole, and counted", async (signal, code) => {
  const rejects = file("stopped.jsonl", "");
  const { child, errors, end } = begin(["-", "--to", "json", "--rejects", rejects]);
  let out = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stdin?.write('{"id":"a"}\n{"id":"b"}\n{"ids":"c"}\n{"id":"half');
  while (!out.includes('"b"')) await once(child.stdout as NodeJS.ReadableStream, "data");
  child.kill(signal);
  expect(await end).toEqual([code, null]);
  expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(whole(readFileSync(rejects, "utf8"))).toMatchObject([{ line: 3, row: '{"ids":"c"}' }]);
  expect(errors()).toContain(
    "Stopped before the end. The rows until here were judged.\n2 cases judged, 1 row not taken.",
  );
});

test("a file that grows while it is read ends, and says that there is more", async () => {
  const growing = file("growing.jsonl", readFileSync(many));
  const { child, errors, end } = begin([growing]);
  const grow = setInterval(() => appendFileSync(growing, '{"id":"late"}\n'.repeat(50)), 1);
  child.stdout?.resume();
  const [code] = await end;
  clearInterval(grow);
  expect([code, errors()]).toEqual([2, expect.any(String)]);
  expect(errors()).toMatch(/growing\.jsonl has grown while it was read\. The new rows at its end were not judged\.\n$/);
});

test.runIf(existsSync("/dev/full"))("a full disk is told, wherever it is", () => {
  const full = (args: readonly string[], redirect = "") => {
    const command = `"${process.execPath}" "${bin}" assess ${args.join(" ")} ${redirect}`;
    return spawnSync("sh", ["-c", command], { encoding: "utf8" });
  };
  const out = full([many, "--out", "/dev/full"]);
  expect([out.status, out.stderr]).toEqual([
    1,
    expect.stringMatching(/^\/dev\/full could not be written .*disk is full/),
  ]);
  expect(full([many, "--rejects", "/dev/full"], "> /dev/null").status).toBe(1);
  const stdout = full([many], "> /dev/full");
  expect([stdout.status, stdout.stderr]).toEqual([1, expect.stringMatching(/^stdout could not be written.*\n$/)]);
});

test("a folder that is not there cannot be written to", () => {
  const { code, errors } = threshold(["assess", many, "--out", "nowhere/answers.jsonl"]);
  expect([code, errors]).toEqual([1, [expect.stringMatching(/^nowhere\/answers\.jsonl could not be written: ENOENT/)]]);
});

test("--progress says how far it came, on stderr alone; without it and without a terminal there is none", () => {
  const out = many.replace("many.jsonl", "told.jsonl");
  const told = threshold(["assess", many, "--progress", "--out", out]);
  expect(told.errors[0]).toMatch(/^100 %, 20,000 cases, [\d,]+ a second, 0:00 left$/);
  expect([told.out, whole(readFileSync(out, "utf8")).length]).toEqual(["", 19_800]);
  expect(threshold(["assess", many, "--out", out]).errors[0]).toBe("19,800 cases judged, 200 rows not taken.");
});

const hasScript = spawnSync("script", ["--version"]).status === 0 && process.platform === "linux";
test.runIf(hasScript)("a terminal gets a bar, drawn over and taken away, and no answers get mixed in", () => {
  const out = many.replace("many.jsonl", "answers.jsonl");
  const command = `'${process.execPath}' '${bin}' assess '${many}' > '${out}'`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8" });
  const drawn = stdout.replaceAll("\u001b[K", "<cleared>");
  expect(drawn).toMatch(/\r\[[#.]{20}\] \d+ %, [\d,]+ cases, [\d,]+ a second, \d+:\d\d left<cleared>\r/);
  expect(drawn).toContain("\r<cleared>19,800 cases judged");
  expect(whole(readFileSync(out, "utf8"))).toHaveLength(19_800);
});
