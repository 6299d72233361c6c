import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, findWords, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";
import { answer, caseStudy, standing } from "./support/walk.ts";

const passphrase = "four quiet lamps by the door";
const planted = {
  calledAs: "Zvenyslava-Quilliam",
  contact: "+000 771 448 2215",
  where: "Brackwater-Lane 77",
  narrative: 'Hrabovetska said: the mill at Ostrowicz, third floor.\n<b>not bold</b> & "as told" مرحبا',
  officer: "Officer-Pellingrove",
};
/** Words that may be found nowhere outside a seal. */
const canaries = ["Zvenyslava", "Quilliam", "771 448 2215", "Brackwater", "Hrabovetska", "Ostrowicz", "Pellingrove"];

describe("from a sign noticed to an accepted referral", () => {
  let site: Site;
  let officer: Profile;
  let helper: Profile;
  beforeAll(async () => {
    site = await Site.open();
    [officer, helper] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove()]);
    await site?.remove();
  });

  const deskOf = async (handle: string) => {
    const desk = new Desk(await helper.newPage());
    await desk.open(site.url);
    await desk.signIn(handle, passphrase);
    return desk;
  };
  const phonePage = async () => {
    const field = new Field(officer.context.pages()[0] ?? (await officer.newPage()));
    await field.open(site.url);
    return field;
  };

  it("connects a phone with a code that its desk made", async () => {
    const police = await deskOf("police@demo");
    const code = await police.enrolPhone();
    await police.signOut();
    await police.page.close();
    const field = await phonePage();
    await field.readyOffline();
    await field.connect(code);
    // One bar of signal: pages, scripts and words come packed.
    const page = await fetch(site.url, { headers: { "accept-encoding": "br" } });
    expect(page.headers.get("content-encoding")).toBe("br");
  });

  it("Ukraine: noticed, judged and sealed without a network, sent later, read after the server was killed, accepted", async () => {
    const { input, expect: expected } = caseStudy("ukraine");
    await officer.context.setOffline(true);
    let field = await phonePage();
    await field.chooseSituation("other-crime");
    await answer(field, input);
    expect(await field.result()).toBe(expected.result);

    const before = await field.page.evaluate(() => history.length);
    const reference = await field.refer({
      danger: "no",
      basis: "consent",
      consent: { language: "uk", interpreter: "phone-service", given: "spoken" },
      first: "Harbour, safe place to stay",
      fallback: "Specialised unit, round the clock",
      story: { ...planted, safeTime: "not-known", health: "declined" },
      needs: ["safe-place-tonight", "medical-care"],
      languages: ["uk"],
    });
    expect(reference).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/);
    // From the first sign to sent: the list and each step after it, without the confirmation.
    expect((await field.page.evaluate(() => history.length)) - before).toBeLessThanOrEqual(6);
    await field.heading("field.sent.not-yet").waitFor();
    expect(await field.page.getByRole("link", { name: /\+000 555 0303/ }).count()).toBeGreaterThan(0);

    // The browser is closed with the referral still waiting, and opened again later, with a network.
    await officer.close();
    expect(findWords([officer.folder], canaries)).toEqual([]);
    await officer.start();
    field = await phonePage();
    await expect.poll(() => standing(field, reference ?? ""), { timeout: 30_000 }).toBe("waiting");

    // The server and its database die without a goodbye, and come back on the same data.
    await site.stop("SIGKILL");
    await site.start();

    const shelter = await deskOf("shelter@demo");
    await shelter.openReferral(reference ?? "");
    await expect(shelter.openStory("answer")).resolves.toContain(planted.narrative);
    await shelter.accept();
    await shelter.signOut();
    await shelter.page.close();

    field = await phonePage();
    await expect.poll(() => standing(field, reference ?? ""), { timeout: 30_000 }).toBe("accepted");
    const police = await deskOf("police@demo");
    expect(await police.standingOfSent(reference ?? "")).toBe("accepted");
    await police.signOut();
    await police.page.close();
  });

  it("Russian Federation: a child, without consent, declined by the first helper, accepted by the fallback", async () => {
    const { input, expect: expected } = caseStudy("russian-federation");
    const field = await phonePage();
    await field.chooseSituation("street");
    await answer(field, input);
    expect(await field.result()).toBe(expected.result);
    const reference = await field.refer({
      danger: "not-sure",
      basis: "child",
      first: "Child protection, duty desk",
      fallback: "Specialised unit, round the clock",
      story: { narrative: planted.narrative, others: "Ostrowicz, four more children" },
    });
    expect(await field.isSent()).toBe(true);

    const child = await deskOf("child@demo");
    await child.openReferral(reference ?? "");
    await child.decline("full", "Hrabovetska asks for a bigger place.");
    await child.signOut();
    await child.page.close();

    const unit = await deskOf("unit@demo");
    await unit.openReferral(reference ?? "");
    await expect(unit.openStory("answer")).resolves.toContain("Ostrowicz, four more children");
    await unit.accept();
    await unit.signOut();
    await unit.page.close();
    const after = await phonePage();
    await expect.poll(() => standing(after, reference ?? ""), { timeout: 30_000 }).toBe("accepted");
  });

  it("refusing sends nothing: not one request after the choice", async () => {
    const field = await phonePage();
    await field.chooseSituation("worksite");
    await field.saysSo();
    const asked: string[] = [];
    field.page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    expect(await field.refer({ danger: "no", basis: "no" })).toBeNull();
    await field.page.waitForTimeout(2000);
    expect(asked.filter((line) => !line.startsWith("GET /api/directory") && line.includes("/api/"))).toEqual([]);
  });

  it("leaves none of the planted words outside a seal", async () => {
    await Promise.all([officer.close(), helper.close()]);
    await site.stop();
    expect(canaries.filter((word) => site.log.includes(word))).toEqual([]);
    expect(findWords([site.folder, officer.folder, helper.folder], canaries)).toEqual([]);
    // The search itself can find: a word that the server keeps in clear is there.
    expect(findWords([site.folder], ["Harbour"])).not.toEqual([]);
  });
});
