import { createHash } from "node:crypto";
import { doWork } from "@threshold/sealing/work";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { pageHeader, pageToken } from "../src/sign-in/page-token.ts";
import { workHeader } from "../src/sign-in/work.ts";
import { cookieOf, makeOrganisation, memberOf, type Organisation, signIn } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

/** Work before a try, and the token of the page before a write. */
const beginsWithZeros = (stamp: string) => createHash("sha256").update(stamp).digest().readUInt16BE() < 64;

describe("the doors", () => {
  let site: TestSite;
  let home: Organisation;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site);
  });
  afterAll(() => site.close());

  const plainly = { plainly: true } as const;
  const start = (handle: string, work?: string) =>
    ask(
      {
        address: site.address,
        headers: { origin: site.address, ...(work === undefined ? {} : { [workHeader]: work }) },
      },
      "POST",
      "/sign-in/start",
      { handle },
      plainly,
    );
  const taskOf = async (handle: string) => (await start(handle)).headers.get(workHeader) ?? "";
  const bitsOf = (task: string) => Number(task.split(".")[0]);

  it.each([
    ["/sign-in/start", { handle: "nobody@test" }],
    ["/sign-in", { handle: "nobody@test", proof: "A".repeat(43) }],
    ["/join/start", { ticket: "A".repeat(43) }],
    ["/enrol", { ticket: "A".repeat(43), verifyKey: "A".repeat(43), binding: "A".repeat(43) }],
  ])("%s asks for work first, the same whoever asks", async (path, body) => {
    const answer = await ask(anonymous(site.address), "POST", path, body, plainly);
    expect(answer).toMatchObject({ status: 428, body: { name: "work-needed" } });
    expect(bitsOf(answer.headers.get(workHeader) ?? "")).toBe(10);
    expect((await ask(anonymous(site.address), "POST", path, body)).status).not.toBe(428);
  });

  it("takes work once, for one account, while it is fresh", async () => {
    const work = (await doWork(await taskOf("one@test"))) ?? "";
    expect((await start("two@test", work)).status).toBe(428);
    const done = await start("one@test", work);
    expect(done.status).toBe(200);
    expect((await start("one@test", work)).status).toBe(428);
    // The next task comes with the answer.
    const next = (await doWork(done.headers.get(workHeader) ?? "")) ?? "";
    expect((await start("ONE@test", next)).status).toBe(200);
    const late = (await doWork(await taskOf("one@test"))) ?? "";
    site.later(6);
    expect((await start("one@test", late)).status).toBe(428);
    const task = await taskOf("one@test");
    // One of a thousand numbers is the right one by chance.
    const undone = ["zzzz", "zzzy"].map((number) => `${task}.${number}`).find((one) => !beginsWithZeros(one)) ?? "";
    expect((await start("one@test", undone)).status).toBe(428);
  });

  it("asks twice the work after each wrong try on an account, and of no other", async () => {
    const wrong = () => signIn(site.address, "three@test", "A".repeat(43));
    for (const bits of [10, 11, 12, 13]) {
      expect(bitsOf(await taskOf("three@test"))).toBe(bits);
      await wrong();
    }
    expect(bitsOf(await taskOf("four@test"))).toBe(10);
    site.later(16);
    expect(bitsOf(await taskOf("three@test"))).toBe(10);
  });

  it("a code that nobody has costs more once many were tried, and locks nobody out", async () => {
    const tried = (ticket: string) => ask(anonymous(site.address), "POST", "/join/start", { ticket });
    for (let n = 0; n < 7; n += 1) expect((await tried("A".repeat(43))).status).toBe(404);
    const plain = await ask(anonymous(site.address), "POST", "/join/start", { ticket: "A".repeat(43) }, plainly);
    expect(bitsOf(plain.headers.get(workHeader) ?? "")).toBe(13);
    expect((await tried("A".repeat(43))).status).toBe(404);
  });

  it("a write needs the token of its own session's page", async () => {
    const member = memberOf(home);
    const come = async () => cookieOf(await signIn(site.address, member.handle, member.proof));
    const [mine, other] = [await come(), await come()];
    const tokenOf = (cookie: string) => pageToken(cookie.replace("__Host-threshold=", ""));
    const write = async (token?: string) => {
      const headers = { origin: site.address, cookie: mine, ...(token === undefined ? {} : { [pageHeader]: token }) };
      return (await ask({ address: site.address, headers }, "POST", "/recovery-codes", undefined, plainly)).body;
    };
    const stale = { name: "page-stale", code: "T-4203" };
    expect(await write()).toMatchObject(stale);
    expect(await write("")).toMatchObject(stale);
    expect(await write(await tokenOf(other))).toMatchObject(stale);
    const told = await ask({ address: site.address, headers: { cookie: mine } }, "GET", "/session", undefined, plainly);
    expect(told.headers.get(pageHeader)).toBe(await tokenOf(mine));
    expect(await write(told.headers.get(pageHeader) ?? "")).toHaveProperty("codes");
    expect(mine).not.toContain(await tokenOf(mine));
  });
});
