import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeSigningKey } from "@threshold/sealing/signing";
import { openSource } from "@threshold/server";
import { afterAll, afterEach, expect, test } from "vitest";
import { connect } from "../../server/src/database/connect.ts";
import { type Organisation, useCode, type Writer } from "../../server/test/support/actors.ts";
import { anonymous, ask } from "../../server/test/support/client.ts";
import { referral, send } from "../../server/test/support/writing.ts";
import { bin, dataFolder, type Running, run } from "./support/running.ts";
import { threshold } from "./support/threshold.ts";

const folder = dataFolder();
const data = folder.path;
afterAll(() => folder.remove());

const running: Running[] = [];
const begin = (...args: string[]) => {
  const one = run(...args);
  running.push(one);
  return one;
};
afterEach(async () => {
  for (const { child, end } of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await end();
  }
});
const verify = () => run("verify", "--data", data).end();

test("start serves until SIGTERM, keeps its port, and verify finds one changed byte in what it kept", {
  timeout: 180_000,
}, async () => {
  const site = begin("start", "--data", data, "--port", "0");
  const address = await site.find(/Field \(phone\):\s+(\S+)\/\n/);
  const { port } = new URL(address);
  expect(address).toBe(`http://localhost:${port}`);
  expect(await site.find(/Desk \(computer\):\s+(\S+)\n/)).toBe(`${address}/desk`);
  expect(await site.find(/API:\s+(\S+)\n/)).toBe(`${address}/api/docs`);
  expect(await site.find(/Data:\s+(\S+)\n/)).toBe(data);
  const code = await site.find(/demo police station: (\S+)/);
  expect((await ask(anonymous(address), "GET", "/health/ready")).status).toBe(200);

  const taken = await begin("start", "--data", data, "--port", port).end();
  expect(taken).toMatchObject({
    code: 1,
    errors: `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another: npx threshold start --port ${Number(port) + 1}\n`,
  });

  const entry = await refer(address, code);
  site.child.kill("SIGTERM");
  const stopped = await site.end();
  expect(stopped).toMatchObject({ code: 0, errors: "" });
  expect(stopped.out).toMatch(/SIGTERM: letting open requests end, then stopping\.\n(.*\n)*Stopped\.\n$/);
  await expect(fetch(address)).rejects.toThrow();

  const whole = await verify();
  expect(whole).toMatchObject({ code: 0, errors: "" });
  expect(whole.out).toMatch(
    /^1 receipts, 1 entries, 2 sealed parts \(0 erased\), \d+ lines of the record, \d+ statements of the directory: all fit\.\nLast receipt: [0-9a-f]{64}\n$/,
  );

  // A head that is kept elsewhere fits, and shows an end that is cut off.
  const head = await run("head", "--data", data).end();
  expect(head).toMatchObject({ code: 0, errors: "" });
  const kept = join(data, "heads.jsonl");
  await writeFile(kept, head.out);
  expect((await run("verify", "--data", data, "--head", kept).end()).out).toMatch(/1 heads that were kept fit too/);
  await writeFile(kept, `${head.out}no head\n`);
  expect(await run("verify", "--data", data, "--head", kept).end()).toEqual({
    ...{ code: 2, out: "", errors: `${kept}, line 2: no head of this program.\n` },
  });

  await change(
    "update threshold.sealed_part set bytes = set_byte(bytes, 300, get_byte(bytes, 300) # 1) where entry = $1 and name = 'story'",
    [entry],
  );
  expect(await verify()).toEqual({
    code: 1,
    out: `Broken at receipt 1, entry ${entry}: the sealed part story was changed.\n`,
    errors: "",
  });
});

test.each([
  [["start", "--port", "many"], '--port takes a number from 0 to 65535, not "many".'],
  [["start", "--country", "atlantis"], 'There is no country "atlantis". Known are: default, marovia.'],
  [
    ["start", "--country", "marovia"],
    "This was built for default, not for marovia. Build and start with: npm start -- --country marovia",
  ],
  [["verify", "-x"], 'There is no option "-x".'],
])("%j is answered with one sentence, exit code 2", (args, sentence) => {
  const { code, out, errors } = threshold(args);
  expect([code, out, errors[0]]).toEqual([2, "", sentence]);
});

/** Whether any user may pass to `path`: below root's home, or in what `mktemp -d` makes, only root can run the program. */
function openToAll(path: string): boolean {
  return path === dirname(path) || ((statSync(dirname(path)).mode & 0o001) !== 0 && openToAll(dirname(path)));
}

test.runIf(process.getuid?.() === 0 && openToAll(bin))(
  "a folder that the user may not write to is named",
  { timeout: 60_000 },
  () => {
    const closed = join(data, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const nobody = { uid: 65_534, gid: 65_534, cwd: "/", encoding: "utf8" } as const;
    const { status, stderr } = spawnSync(process.execPath, [bin, "start", "--data", join(closed, "x")], nobody);
    expect([status, stderr]).toEqual([
      1,
      `This user may not write to ${join(closed, "x")}. Name a folder of your own: npx threshold start --data DIR\n`,
    ]);
  },
);

test("a database that does not answer is named, its password is not", () => {
  const env = { ...process.env, DATABASE_URL: "postgres://site:invented-secret@localhost:1/site" };
  const { status, stderr } = spawnSync(process.execPath, [bin, "start", "--data", data], { env, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Threshold could not start: connect ECONNREFUSED .*:1\b/);
  expect(stderr).not.toContain("invented-secret");
});

test.each(["start", "verify"])("%s --help shows its usage", (name) => {
  const { code, out, errors } = threshold([name, "--help"]);
  expect([code, errors]).toEqual([0, []]);
  expect(out).toMatch(new RegExp(`^Usage: npx threshold ${name} .*\n\n\\S`));
});

test("verify says where it looked in vain", () => {
  const { code, errors } = threshold(["verify", "--data", "nothing-here"]);
  expect(code).toBe(2);
  expect(errors).toEqual([expect.stringMatching(/nothing-here.keys.server\.json is missing\. Name the folder/)]);
});

/** Enrols a phone with the printed code and sends one invented referral; its entry's id. */
async function refer(address: string, code: string): Promise<string> {
  const signing = await makeSigningKey({ extractable: false });
  const enrolled = (await ask(anonymous(address), "POST", "/enrol", await useCode(code, signing.verifyKey))).body as {
    device: string;
    token: string;
    organisation: { id: string };
    desk: { id: string };
  };
  const at = { organisation: enrolled.organisation.id, desk: enrolled.desk.id };
  const headers = { authorization: `Bearer ${enrolled.token}` };
  const phone: Writer = { kind: "device", id: enrolled.device, address, headers, at, signing, seq: 0 };
  const { services } = (await ask(phone, "GET", "/device/directory")).body as {
    services: { organisation: { id: string; kind: string; name: string }; desk: { id: string; recipient: string } }[];
  };
  const shelter = services.find((service) => service.organisation.kind === "shelter");
  if (!shelter) throw new Error("no shelter");
  const to: Organisation = {
    ...{ id: shelter.organisation.id, name: shelter.organisation.name, members: [] },
    desk: { organisation: shelter.organisation.id, desk: shelter.desk.id },
    key: { recipient: shelter.desk.recipient, secret: "" },
  };
  const made = await referral(phone, { to });
  expect((await send(phone, made)).status).toBe(201);
  return made.envelope.id;
}

/** A hand that owns the machine, past every constraint. */
async function change(statement: string, values: unknown[]): Promise<void> {
  const { source, cluster } = await openSource({ data, databaseUrl: undefined, pgBin: process.env.THRESHOLD_PG_BIN });
  const client = await connect(source, "root");
  try {
    await client.query("set session_replication_role = replica");
    expect((await client.query(statement, values)).rowCount).toBe(1);
  } finally {
    await client.end();
    await cluster?.stop();
  }
}
