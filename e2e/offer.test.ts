import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findWords, narrow, Profile, phone } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { cardAt, type Level, OfferWalk } from "./support/offer.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const canaries = ["Ljubomira-Veszprem", "+000 771 990 4417"];
const clear: Readonly<Record<string, Level>> = {
  employer: "clear",
  work: "clear",
  contract: "not-clear",
  costs: "clear",
  papers: "clear",
  return: "clear",
};
const consent = { language: "en", interpreter: "none-needed", given: "spoken" } as const;

/** `2026-12-01`, so many days from now by this machine's calendar, which is the browser's too. */
function day(after: number): string {
  const date = new Date();
  date.setDate(date.getDate() + after);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

async function connect(site: Site, profile: Profile, language = "en"): Promise<void> {
  const desk = new Desk(await profile.newPage(), language);
  await desk.open(site.url);
  await desk.signIn("police@demo", passphrase);
  const code = await desk.enrolPhone();
  await desk.signOut();
  await desk.page.close();
  const field = new Field(profile.context.pages()[0] ?? (await profile.newPage()), language);
  await field.open(site.url);
  await field.readyOffline();
  await field.connect(code);
}

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site?.remove());

describe("who is at risk has a way of their own", () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await Profile.open(phone);
    await connect(site, profile);
  });
  afterAll(() => profile?.remove());

  /** Somebody who looks for work and whose offer is worth a look: potential, and no more. */
  const atRisk = async (age: "adult" | "child" = "adult") => {
    const field = new Field(profile.context.pages()[0] ?? (await profile.newPage()));
    await field.open(site.url);
    await field.chooseSituation("job-seeker");
    await field.setAge(age);
    await field.answerSign("risk.job-seeker", "said");
    expect(await field.result()).toBe("potential");
    return new OfferWalk(field);
  };

  it("a worrying answer becomes a sign, openly, raises the result, and can be taken back", async () => {
    const walk = await atRisk();
    const { field } = walk;
    await walk.open();
    await walk.answer("papers", "clear");
    expect(await walk.standing()).toBe("potential");
    await walk.answer("papers", "worrying");
    expect(await walk.standing()).toBe("presumed");
    const question = await walk.question("papers");
    expect(await question.innerText()).toContain(field.text("sign.recruitment-coercion.documents"));

    await walk.button("offer.check.undo").click();
    expect(await walk.standing()).toBe("potential");
    await walk.answer("papers", "worrying"); // The answer stayed: this takes it back.
    await walk.answer("papers", "worrying");
    expect(await walk.standing()).toBe("presumed");

    await walk.finish();
    expect(await walk.button("offer.result.help").count()).toBe(0);
    await walk.button("offer.result.see").click();
    await field.heading("field.list.title").waitFor();
    const pressed = (await field.sign("recruitment-coercion.documents")).getByRole("button", { pressed: true });
    expect(await pressed.first().innerText()).toBe(field.text("field.answer.said"));
    expect(await walk.button("offer.way.help").count()).toBe(0);
    expect(await walk.button("offer.way.on").count()).toBe(1);
  });

  it("clear answers, a yes, and a day: the employment desk reads the check and the day agreed", async () => {
    const walk = await atRisk();
    const { field } = walk;
    await walk.open();
    await walk.answerAll(clear);
    await walk.finish();
    expect(await field.page.getByText(field.text("offer.advice.see-contract")).count()).toBe(1);
    await walk.wants(["employment"], "two-weeks");
    const asked: string[] = [];
    field.page.on("request", (request) => asked.push(request.url()));
    const reference = await walk.refer({
      basis: "consent",
      consent,
      story: { calledAs: canaries[0] ?? "", contact: canaries[1] ?? "" },
    });
    expect(await field.isSent()).toBe(true);
    const confirmation = await field.page.getByRole("main").innerText();
    const long = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
    expect(confirmation).toContain(long.format(new Date(`${day(14)}T00:00:00Z`)));

    const card = await cardAt(site, "work@demo", passphrase, reference ?? "");
    expect(card).toMatchObject({ result: "potential", followUp: day(14), offence: false, statements: [], needs: null });
    expect(card.offer).toEqual([
      { question: "kind", answer: "work" },
      ...Object.entries(clear).map(([question, answer]) => ({ question, answer })),
    ]);
    // The way says what it is for, and no address says more than that.
    expect(asked.filter((url) => /offer|prevent|work|contract/.test(new URL(url).pathname))).toEqual([]);
    const helper = await Profile.open(phone);
    const desk = new Desk(await helper.newPage());
    await desk.open(site.url);
    await desk.signIn("work@demo", passphrase);
    await desk.openReferral(reference ?? "");
    await desk.page.getByText(desk.text("offer.answer.contract.not-clear"), { exact: true }).waitFor();
    await desk.page.getByText(desk.text("offer.answer.kind.work"), { exact: true }).waitFor();
    const agreed = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
    await desk.page.getByText(agreed.format(new Date(`${day(14)}T00:00:00Z`)), { exact: true }).waitFor();
    const story = await desk.openStory("answer");
    expect(story).toContain(canaries[0]);
    expect(story).toContain(desk.text("desk.consent-purpose.prevention"));
    expect(story).toContain("2026-11-prevention");
    await desk.accept();
    await helper.remove();
  });

  it("a no and a not now send nothing, and show where help stays open", async () => {
    for (const basis of ["no", "not-now"] as const) {
      const walk = await atRisk();
      const { field } = walk;
      await walk.open();
      await walk.answerAll(clear);
      await walk.finish();
      await walk.wants(["employment", "social-services"], { leaves: day(30) });
      await field.page
        .getByRole("textbox", { name: field.text("field.item.contact"), exact: true })
        .fill(canaries[1] ?? "");
      const asked: string[] = [];
      field.page.on("request", (request) => {
        asked.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ""}`);
      });
      expect(await walk.refer({ basis })).toBeNull();
      await field.page.waitForTimeout(1500);
      const sent = asked.filter((line) => line.includes("/api/") && !line.startsWith("GET /api/directory"));
      expect(sent, basis).toEqual([]);
      // Back leads to an empty list: nothing of the check is left.
      await field.page.goBack();
      await field.heading("field.list.title").waitFor();
      expect(await field.result(), basis).toBe("none");
      expect(await walk.button("offer.way.on").count()).toBe(0);
    }
  });

  it("asks only an adult's yes, not now or no, and asks again for another purpose", async () => {
    const walk = await atRisk();
    const { field } = walk;
    await walk.open();
    await walk.answerAll(clear);
    await walk.finish();
    await walk.wants([]);
    await field.next();
    await field.page.getByText(field.text("offer.help.missing"), { exact: true }).waitFor();
    await walk.button("service-purpose.employment").click();
    await field.next();
    await field.heading("field.choice.title").waitFor();
    expect(await field.page.getByRole("radio").count()).toBe(3);
    expect(await field.page.getByText(field.text("consent.2026-11-prevention.why"), { exact: true }).count()).toBe(1);
    await field.choose({ basis: "consent", consent });
    await field.next();
    await field.heading("field.who.title").waitFor();
    // Whoever investigates is not among those who can be told.
    expect(await field.page.getByText("Specialised unit, round the clock").count()).toBe(0);
    expect(await field.page.getByText("Employment office, job offers checked").count()).toBeGreaterThan(0);

    // Meanwhile something more comes up: the yes was for another help, so it is asked again in the usual words.
    for (let back = 0; back < 5; back += 1) await field.page.goBack();
    await field.heading("field.list.title").waitFor();
    await field.answerSign("recruitment-coercion.documents", "said");
    expect(await field.result()).toBe("presumed");
    await field.startReferral();
    await field.next();
    await field.page.getByText(field.text("offer.choice.again"), { exact: true }).waitFor();
    expect(await field.page.getByText(field.text("consent.2026-11.why"), { exact: true }).count()).toBe(1);
  });

  it("a child is asked a child's questions and goes the way of child protection", async () => {
    const walk = await atRisk("child");
    const { field } = walk;
    await walk.open();
    await walk.kind("study");
    await walk.answerAll({ guardian: "clear", school: "clear", earning: "not-clear" });
    await walk.finish();
    expect(await field.page.getByText(field.text("offer.result.child")).count()).toBe(1);
    expect(await field.page.getByText(field.text("offer.advice.ask-child-protection")).count()).toBe(1);
    await walk.button("offer.result.help").click();
    expect(await field.page.getByText(field.text("offer.help.child")).count()).toBe(1);
    expect(await walk.button("service-purpose.employment").count()).toBe(0);
    await walk.agree("week");
    await field.next();
    await field.heading("field.danger.title").waitFor();
    await field.next();
    await field.choose({ basis: "child" });
    await field.next();
    await field.heading("field.who.title").waitFor();
    const first = field.page.getByRole("group", { name: field.text("field.who.first"), exact: true });
    expect(await first.getByRole("radio", { checked: true }).count()).toBe(1);
    await field.next();
    await field.heading("field.helps.title").waitFor();
    await field.next();
    await walk.button("field.send").click();
    const reference = await field.reference();
    expect(await field.isSent()).toBe(true);
    const card = await cardAt(site, "child@demo", passphrase, reference);
    expect(card).toMatchObject({ treatAsChild: true, followUp: day(7) });
    expect(card.offer?.[0]).toEqual({ question: "kind", answer: "study" });

    // A worrying answer about a child counts by a child's signs.
    const again = await atRisk("child");
    await again.open();
    await again.answer("arrival", "worrying");
    expect(await (await again.question("arrival")).innerText()).toContain(again.field.text("sign.child.unknown-meets"));
  });

  it("the check, the paper and the yes work without a network, and wait sealed", async () => {
    const first = await atRisk();
    await first.field.readyOffline();
    await profile.context.setOffline(true);
    const walk = await atRisk();
    const { field } = walk;
    await walk.open();
    await walk.answerAll(clear);
    await walk.finish();
    await walk.takeAlong();
    await field.page.goBack();
    await field.heading("offer.result.title").waitFor();
    await walk.wants(["social-services"], { on: day(3) });
    const reference = await walk.refer({ basis: "consent", consent, story: { calledAs: canaries[0] ?? "" } });
    await field.heading("field.sent.not-yet").waitFor();
    await profile.context.setOffline(false);
    // It goes by itself with the network.
    expect(await field.isSent(30_000)).toBe(true);
    expect(await cardAt(site, "social@demo", passphrase, reference ?? "")).toMatchObject({ followUp: day(3) });
  });

  it("prints the paper alone, under a neutral title, with numbers that name nobody", async () => {
    const walk = await atRisk();
    const { field } = walk;
    await walk.open();
    await walk.answerAll({ contract: "not-clear", told: "worrying" });
    await walk.finish();
    await walk.takeAlong();
    const paper = field.page.locator(".take");
    const words = await paper.innerText();
    for (const id of ["copies", "own-papers", "embassy", "code-word", "ask-contract", "take-time", "come-back"])
      expect(words, id).toContain(field.text(`offer.take.${id}`));
    expect(words).not.toContain(field.text("offer.take.ask-visa"));
    expect(words).toContain("112");
    expect(words).toContain("+000 555 0808");
    for (const name of ["Harbour", "Specialised", "police", "victim", "Employment office"])
      expect(words.toLowerCase(), name).not.toContain(name.toLowerCase());
    expect(await field.page.title()).toMatch(/^(Notes|Lists|Handbook)$/);

    await field.page.emulateMedia({ media: "print" });
    expect(await field.page.locator(".top").isVisible()).toBe(false);
    expect(await walk.button("offer.take.print").isVisible()).toBe(false);
    expect(await paper.isVisible()).toBe(true);
    expect(await field.page.getByText(field.text("offer.take.own-number")).isVisible()).toBe(true);
    // One sheet of A4, as Chromium prints it.
    const pdf = (await field.page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf).not.toMatch(/Threshold|offer|localhost/i);
    await field.page.emulateMedia({ media: "screen" });

    let printed = 0;
    await field.page.exposeFunction("countPrint", () => (printed += 1));
    await field.page.evaluate(() => {
      window.print = () => void (window as unknown as { countPrint(): void }).countPrint();
    });
    await walk.button("offer.take.print").click();
    await expect.poll(() => printed).toBe(1);
  });

  it("leaves none of the words on the phone", async () => {
    await profile.close();
    expect(findWords([profile.folder], canaries)).toEqual([]);
    expect(findWords([profile.folder], ["Employment office"])).not.toEqual([]);
  });
});

describe("where this phone sends nothing", () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await Profile.open(phone);
  });
  afterAll(() => profile?.remove());

  it("who can help is one call away", async () => {
    const field = new Field(profile.context.pages()[0] ?? (await profile.newPage()));
    await field.open(site.url);
    await field.chooseSituation("job-seeker");
    await field.answerSign("risk.job-seeker", "said");
    const walk = new OfferWalk(field);
    await walk.button("offer.way.help").click();
    await field.heading("offer.help.title").waitFor();
    await field.page.getByRole("link", { name: /\+000 555 0606/ }).waitFor();
    expect(await field.page.getByRole("link", { name: /\+000 555 0202/ }).count()).toBe(0);
    expect(await walk.button("common.next").count()).toBe(0);
  });
});

describe.each(["en", "ar-XB"])("the screens in %s at 320 px", (language) => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await Profile.open(narrow, language);
    await connect(site, profile, language);
  });
  afterAll(() => profile?.remove());

  it("can be read by everybody and do not scroll sideways", async () => {
    const field = new Field(profile.context.pages()[0] ?? (await profile.newPage()), language);
    const { page } = field;
    const look = (name: string) => check(page, `${name}-${language}-320`);
    await field.chooseSituation("job-seeker");
    await field.setAge("adult");
    await field.answerSign("risk.job-seeker", "said");
    const walk = new OfferWalk(field);
    await look("offer-way");
    await walk.open();
    await walk.answerAll({ employer: "clear", contract: "not-clear", return: "worrying", met: "worrying" });
    await look("offer-check");
    await walk.finish();
    await look("offer-result");
    await walk.takeAlong();
    await look("offer-take-along");
    await page.goBack();
    await field.heading("offer.result.title").waitFor();
    await walk.wants(["employment"], { leaves: day(20) });
    await look("offer-help");
    await field.next();
    await field.choose({ basis: "consent", consent });
    await look("offer-choice");
    await field.next();
    await field.heading("field.who.title").waitFor();
    await look("offer-who");
    await field.next();
    await field.heading("field.helps.title").waitFor();
    await look("offer-helps");
    await field.next();
    await field.heading("field.look-over.title").waitFor();
    await look("offer-look-over");
    await walk.button("field.send").click();
    await field.reference();
    await look("offer-sent");
  });
});

it("leaves none of the words outside a seal", async () => {
  await site.stop();
  expect(canaries.filter((word) => site.log.includes(word))).toEqual([]);
  expect(findWords([site.folder], canaries)).toEqual([]);
  expect(findWords([site.folder], ["Employment office"])).not.toEqual([]);
});
