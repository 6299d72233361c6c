import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAgeFile } from "../src/age-file.ts";
import { fromBase64 } from "../src/bytes.ts";
import { makeDesk } from "../src/desk-key.ts";
import { makeIdentity } from "../src/identity.ts";
import { openStory, sealStory } from "../src/referral-parts.ts";
import { open } from "../src/seal.ts";
import { ageIsHere } from "./support/age.ts";
import { story } from "./support/parts.ts";

// The public command is the proof that nothing sealed here depends on this program.
const folder = mkdtempSync(join(tmpdir(), "sealing-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
};
const age = (...options: string[]) => spawnSync("age", options, { encoding: "buffer" });

test.skipIf(!ageIsHere)("the age command opens a story with either key, and refuses it with another", async () => {
  const [one, two, other] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
  const sealed = await sealStory(story, [one.recipient, two.recipient]);
  if (!sealed.ok) throw new Error(sealed.why);
  const path = file("story.age", sealed.value.bytes);
  for (const { secret } of [one, two]) {
    const run = age("-d", "-i", file("key.txt", `${secret}\n`), path);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout.toString("utf8"))).toEqual(story);
  }
  expect(age("-d", "-i", file("other.txt", `${other.secret}\n`), path).status).not.toBe(0);
});

test.skipIf(!ageIsHere)("a file that the age command made opens here, and its header is counted", async () => {
  const [one, two] = await Promise.all([makeIdentity(), makeIdentity()]);
  const output = join(folder, "made.age");
  const run = age("-e", "-r", one.recipient, "-r", two.recipient, "-o", output, file("plain", JSON.stringify(story)));
  expect(run.status).toBe(0);
  const bytes = new Uint8Array(readFileSync(output));
  expect(isAgeFile(bytes)).toMatchObject({ ok: true, value: { recipients: 2 } });
  expect(await openStory(bytes, [two.secret])).toEqual({ ok: true, value: story });
});

test.skipIf(!ageIsHere)("an armored or passphrase-sealed file is not taken for one of ours", async () => {
  const { recipient, secret } = await makeIdentity();
  const output = join(folder, "armored.age");
  expect(age("-e", "-a", "-r", recipient, "-o", output, file("plain", "x")).status).toBe(0);
  const bytes = new Uint8Array(readFileSync(output));
  expect(isAgeFile(bytes)).toEqual({ ok: false, why: "not-age" });
  expect(await open(bytes, [secret])).toEqual({ ok: false, why: "not-age" });
});

test.skipIf(!ageIsHere)("with the command alone a member gets from her key to the desk's story", async () => {
  const member = await makeIdentity();
  const desk = await makeDesk([member.recipient]);
  if (!desk.ok) throw new Error(desk.why);
  const sealed = await sealStory(story, [desk.value.recipient]);
  if (!sealed.ok) throw new Error(sealed.why);
  const deskKey = age(
    "-d",
    "-i",
    file("member.txt", member.secret),
    file("desk.age", fromBase64(desk.value.wrapped) ?? ""),
  );
  expect(deskKey.status).toBe(0);
  const run = age("-d", "-i", file("desk.txt", new Uint8Array(deskKey.stdout)), file("story.age", sealed.value.bytes));
  expect(JSON.parse(run.stdout.toString("utf8"))).toEqual(story);
});
