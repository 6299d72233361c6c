import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allOf, plant } from "../tools/security/planted.ts";
import { Search } from "../tools/security/search.ts";
import { computer, filesBelow, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field, type ReferAnswers } from "./support/field.ts";
import { People } from "./support/people.ts";
import { Site } from "./support/site.ts";

const threshold = fileURLToPath(new URL("../apps/cli/bin/threshold.js", import.meta.url));
const passphrase = "four quiet lamps by the door";
const planted = plant(500);
const words = allOf(planted);
const receiver = "Harbour, safe place to stay";
const fifth = (list: readonly string[], n: number): readonly string[] => list.slice(n * 20, (n + 1) * 20);

/** The n-th fifth of all that is planted, as an officer would type it. */
function told(n: number): ReferAnswers {
  const [names, numbers, addresses] = [planted.names, planted.numbers, planted.addresses].map((list) => fifth(list, n));
  return {
    danger: "no",
    basis: "consent",
    consent: { language: "uk", interpreter: "phone-service", given: "spoken" },
    first: receiver,
    fallback: null,
    story: {
      calledAs: names?.slice(0, 10).join(", ") ?? "",
      contact: numbers?.slice(0, 10).join(" / ") ?? "",
      where: addresses?.slice(0, 10).join("\n") ?? "",
      others: [...(numbers ?? []).slice(10), ...(addresses ?? []).slice(10)].join(", "),
      narrative: [...(names ?? []).slice(10), ...fifth(planted.words, n), ...fifth(planted.signs, n)].join(" "),
    },
  };
}

/** Whoever copies the whole profile of a phone's browser learns no word of what was entered on it, sent, waiting or kept. */
describe("theft drill: a phone, a helper's computer, the server's folder", () => {
  let site: Site;
  let officer: Profile;
  let helper: Profile;
  let reference = "";
  const search = new Search([...words, receiver]);
  beforeAll(async () => {
    site = await Site.open();
    [officer, helper] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
    // The site hands out exactly the build that lies here.
    const build = process.env.THRESHOLD_WEB ? ["--build", process.env.THRESHOLD_WEB] : [];
    const { stdout } = await promisify(execFile)(process.execPath, [threshold, "hashes", site.url, ...build]);
    expect(stdout).toMatch(/^\d+ files at .*: each is the one that was built here\.\n$/);
    const desk = new Desk(await helper.newPage());
    await desk.open(site.url);
    await desk.signIn("police@demo", passphrase);
    const code = await desk.enrolPhone();
    await desk.signOut();
    const field = new Field(officer.context.pages()[0] ?? (await officer.newPage()));
    await field.open(site.url);
    await field.readyOffline();
    await field.connect(code);

    for (const n of [0, 1]) {
      await begin(field);
      reference = (await field.refer(told(n))) ?? "";
      expect(await field.isSent()).toBe(true);
    }
    for (const n of [2, 3]) await keep(field, n);
    await officer.context.setOffline(true);
    await begin(field);
    await field.refer(told(4));
    await field.heading("field.sent.not-yet").waitFor();

    await desk.open(site.url);
    await desk.signIn("shelter@demo", passphrase);
    await desk.openReferral(reference);
    expect(await desk.openStory("answer")).toContain(fifth(planted.words, 1)[0]);
    await desk.signOut();
    await Promise.all([officer.close(), helper.close()]);
    await site.stop();
  });
  afterAll(async () => {
    await officer?.remove();
    await helper?.remove();
    await site?.remove();
  });

  async function begin(field: Field): Promise<void> {
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
  }

  /** Another view's own words are what a kept note holds in free text. */
  async function keep(field: Field, n: number): Promise<void> {
    await begin(field);
    const people = new People(field);
    await people.tap(field.page, "common.next");
    const lists = [planted.names, planted.numbers, planted.addresses, planted.signs, planted.words];
    await people.disagree("potential", ["knows-place"], lists.flatMap((list) => fifth(list, n)).join(" "));
    await people.keep();
    await people.clear();
  }

  it("nothing in the phone's profile: pages, stores, caches, history, what the browser keeps for itself", () => {
    const { found, bytes } = search.below(officer.folder);
    expect(found.filter((line) => !line.includes(receiver))).toEqual([]);
    expect(bytes).toBeGreaterThan(1_000_000);
    // The search can find there: a reference is in clear by design, and so is the directory's name of a desk.
    expect(search.below(officer.folder).found.some((line) => line.includes(receiver))).toBe(true);
    expect(filesBelow(officer.folder).some((path) => readFileSync(path).includes(reference))).toBe(true);
  });

  it("nothing in the profile of the computer on which a story was read", () => {
    const { found, bytes } = search.below(helper.folder);
    expect(found.filter((line) => !line.includes(receiver))).toEqual([]);
    expect(bytes).toBeGreaterThan(1_000_000);
  });

  it("nothing in the server's folder, its database, its keys and its output", () => {
    const { found } = search.below(site.folder);
    expect(found.filter((line) => !line.includes(receiver))).toEqual([]);
    expect(found.some((line) => line.includes(receiver))).toBe(true);
    expect(search.in(Buffer.from(site.log), "output").filter((line) => !line.includes(receiver))).toEqual([]);
  });
});
