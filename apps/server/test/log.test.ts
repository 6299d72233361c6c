import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Line, logAnswers, logToOutput } from "../src/http/log.ts";
import { handleErrors } from "../src/http/problems.ts";
import { makeOrganisation, memberOf, type Organisation } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("the server's log", () => {
  let site: TestSite;
  let home: Organisation;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 2 });
  });
  afterAll(() => site.close());
  const last = (): Line => site.log.at(-1) ?? {};

  it("says what was refused, and by which rule, never to whom or from where", async () => {
    const nobody = anonymous(site.address);
    await ask(nobody, "GET", "/inbox");
    expect(last()).toEqual({
      ...{ event: "answer", id: expect.any(String), method: "GET", route: "/api/inbox" },
      ...{ status: 401, refused: "not-signed-in", ms: expect.any(Number) },
    });
    await ask(memberOf(home, 1), "POST", "/invitations", {});
    expect(last()).toMatchObject({ refused: expect.stringMatching(/^not-allowed$|^bad-request$/) });
    await ask(
      { ...memberOf(home), headers: { ...memberOf(home).headers, origin: "https://x.example" } },
      "POST",
      "/entries",
      {},
    );
    expect(last()).toMatchObject({ route: "/api/entries", status: 403, refused: "wrong-origin" });
    await ask(memberOf(home), "GET", "/health/live");
    expect(last()).not.toHaveProperty("refused");
    const text = JSON.stringify(site.log);
    for (const word of [home.id, home.name, memberOf(home).id, "127.0.0.1", "undici", "x.example"])
      expect(text, word).not.toContain(word);
  });

  it("says a failure, with its place and without its words", async () => {
    const lines: Line[] = [];
    const app = fastify();
    logAnswers(app, (line) => lines.push(line));
    handleErrors(app, (line) => lines.push(line));
    app.get("/fails/:id", { config: { access: "public" } }, () => {
      throw new Error("a row with Invented Person in it");
    });
    const answer = await app.inject({ url: "/fails/7731?name=Person" });
    await app.close();
    expect(answer.json()).toMatchObject({ code: "T-9001" });
    expect(lines.map((line) => line.event)).toEqual(["error", "answer"]);
    expect(lines[0]).toMatchObject({
      route: "/fails/:id",
      name: "Error",
      at: expect.arrayContaining([expect.any(String)]),
    });
    expect(JSON.stringify(lines) + answer.payload).not.toMatch(/Person|7731/);
  });

  it("tells an id that its maker chose and that is taken from a fault of ours", async () => {
    const lines: Line[] = [];
    const app = fastify();
    logAnswers(app, (line) => lines.push(line));
    handleErrors(app, (line) => lines.push(line));
    app.get("/twice/:constraint", { config: { access: "public" } }, (request) => {
      const { constraint } = request.params as { constraint: string };
      throw Object.assign(new Error("duplicate key"), { code: "23505", constraint });
    });
    const meant = await app.inject({ url: "/twice/custody_set_pkey" });
    expect([meant.statusCode, lines.map((line) => line.event)]).toEqual([409, ["answer"]]);
    const fault = await app.inject({ url: "/twice/record_pkey" });
    await app.close();
    expect(fault.statusCode).toBe(500);
    expect(lines.slice(1)).toMatchObject([{ event: "error", code: "23505" }, { event: "answer" }]);
  });

  it("writes one line of JSON each, with the time in UTC", () => {
    const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    logToOutput({ event: "answer", route: "a\nb" });
    const [[text] = []] = written.mock.calls;
    written.mockRestore();
    expect(String(text).trimEnd()).not.toContain("\n");
    expect(JSON.parse(String(text))).toEqual({
      ...{ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), event: "answer", route: "a\nb" },
    });
  });
});
