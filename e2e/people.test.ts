import { readFileSync } from "node:fs";
import { assess, type CaseInput, type IndicatorList } from "@threshold/identification";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, findWords, narrow, Profile, phone } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field, type ReferAnswers } from "./support/field.ts";
import { People } from "./support/people.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const list = JSON.parse(readFileSync(new URL("../knowledge/dist/list.json", import.meta.url), "utf8")) as IndicatorList;
const answers = {
  danger: "not-sure",
  basis: "consent",
  consent: { language: "en", interpreter: "none-needed", given: "spoken" },
  first: "Harbour, safe place to stay",
  fallback: "Specialised unit, round the clock",
} as const satisfies ReferAnswers;
/** What holds for everybody at the invented place, and what single people there have besides. */
const everybody = ["exploitation.hours", "exploitation.living-conditions", "coercion.confinement"] as const;
const ownSign = "coercion.documents";
const of = (input: Partial<CaseInput>) =>
  assess(list, {
    ...{ id: null, age: "unsure", form: null, act: [], present: [], absent: [], used: [], claims: false },
    ...{ statements: [], offence: false, supervised: false },
    ...input,
  }).result;

async function connected(site: Site, profile: Profile, language = "en"): Promise<Field> {
  const field = new Field(profile.context.pages()[0] ?? (await profile.newPage()), language);
  await field.open(site.url);
  await field.readyOffline();
  await field.connect(/Code to enrol one phone[^\n]*: (\S+)/.exec(site.log)?.[1] ?? "");
  return field;
}

describe("many people at one place", () => {
  let site: Site;
  let officer: Profile;
  let helper: Profile;
  let desk: Desk;
  let people: People;
  const references: string[] = [];
  beforeAll(async () => {
    site = await Site.open();
    [officer, helper] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
    people = new People(await connected(site, officer));
    desk = new Desk(await helper.newPage());
    await desk.open(site.url);
    await desk.signIn("shelter@demo", passphrase);
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove()]);
    await site?.remove();
  });

  it("thirty in a few taps each, each judged with the place's signs and their own", async () => {
    const { field } = people;
    await officer.context.setOffline(true);
    await field.chooseSituation("worksite");
    await people.thereAreMore();
    await people.openSite();
    for (const id of everybody) await people.sign(id, "seen");
    await people.leaveSite();

    const wanted: string[] = [];
    people.taps = 0;
    for (let number = 1; number <= 30; number += 1) {
      if (number > 1) await people.next();
      const age = number % 10 === 0 ? "child" : "adult";
      await people.age(age);
      const own = number % 3 === 0;
      const denied = number % 7 === 0;
      if (own) await people.sign(ownSign, "seen");
      if (denied) for (const id of everybody) await people.sign(id, "not-there");
      const present = [...(denied ? [] : everybody), ...(own ? [ownSign] : [])];
      const expected = of({ age, present, absent: denied ? [...everybody] : [] });
      expect(await field.result(), `person ${number}`).toBe(expected);
      wanted.push(field.text(`result-short.${expected}`));
    }
    const each = people.taps / 30;
    console.log(`thirty people: ${people.taps} taps, ${each.toFixed(2)} each`);
    expect(each).toBeLessThan(4);

    const lines = await people.all();
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    for (const [at, line] of lines.entries()) expect(line.text).toContain(wanted[at]);
    expect(new Set(wanted).size).toBeGreaterThan(1);
  });

  it("two of them are referred with their numbers; helpers and danger are filled in again, the choice is not", async () => {
    const { field } = people;
    const { page } = field;
    await officer.context.setOffline(false);
    await people.open(3);
    references.push((await field.refer({ ...answers, story: { narrative: "The story of the third." } })) ?? "");
    expect(await field.isSent()).toBe(true);
    await people.tap(page.getByRole("main"), "people.all");
    expect((await people.all())[2]?.text).toContain(references[0]);

    await people.open(4);
    await field.startReferral();
    const danger = page.getByRole("radio", { name: field.text("field.danger.not-sure"), exact: true });
    expect(await danger.isChecked()).toBe(true);
    await field.next();
    await page.getByRole("heading", { level: 1, name: field.text("field.choice.title") }).waitFor();
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
    await field.choose(answers);
    await field.next();
    const first = page.getByRole("group", { name: field.text("field.who.first"), exact: true });
    expect(await first.getByRole("radio", { name: answers.first, exact: true }).isChecked()).toBe(true);
    await field.next();
    await field.heading("field.helps.title").waitFor();
    for (const box of await page.getByRole("textbox").all()) expect(await box.inputValue()).toBe("");
    await field.next();
    await page.getByRole("button", { name: field.text("field.send"), exact: true }).click();
    references.push(await field.reference());
    expect(await field.isSent()).toBe(true);
    expect(references[1]).not.toBe(references[0]);

    for (const [at, number] of [3, 4].entries()) {
      await desk.openReferral(references[at] ?? "");
      const text = await desk.page.getByRole("tabpanel").innerText();
      expect(text).toContain(`Person ${number} of 30`);
      // Signs of the place and the person's own came as one card.
      for (const id of [...everybody, ...(number === 3 ? [ownSign] : [])])
        expect(text).toContain(desk.text(`sign.${id}`));
    }
  });

  it("a second look starts from what was known and names what changed; a lower result hides nothing", async () => {
    const { field } = people;
    await people.tap(field.page.getByRole("main"), "people.all");
    await people.open(5);
    await people.lookAgain();
    expect(await people.changed().innerText()).toContain(field.text("people.changed.nothing"));
    await people.sign("coercion.violence", "said");
    await people.sign(everybody[0], "not-there");
    await people.sign(everybody[1], "seen"); // The same answer again takes it back.
    const changed = await people.changed().innerText();
    for (const [title, sign] of [
      ["people.changed.came", "coercion.violence"],
      ["people.changed.not-there", everybody[0]],
      ["people.changed.gone", everybody[1]],
    ] as const)
      expect(changed).toMatch(new RegExp(`${field.text(title)}\\s+${field.text(`sign.${sign}`)}`));
    await people.sign("coercion.violence", "said");
    await people.sign(everybody[2], "not-there");
    expect(await field.result()).toBe("none");
    expect(await field.page.locator(".bar-result").innerText()).toContain(field.text("result-short.presumed"));
    expect(await people.changed().innerText()).toContain(field.text("people.changed.lower"));
    // What the earlier look allowed stays possible.
    expect(await field.page.getByRole("button", { name: field.text("field.refer"), exact: true }).count()).toBe(1);
  });

  it("another view goes beside the list's, and both reach the desk with the earlier look", async () => {
    const { field } = people;
    await people.disagree("presumed", ["saw-more", "others-alike"], "Invented words about the third floor.");
    const both = await people.otherView().innerText();
    for (const result of ["none", "presumed"]) expect(both).toContain(field.text(`result-short.${result}`));
    const reference = (await field.refer(answers)) ?? "";
    expect(await field.isSent()).toBe(true);
    await desk.openReferral(reference);
    const view = desk.page.getByRole("region", { name: desk.text("people.desk.otherwise") });
    expect(await view.innerText()).toContain(desk.text("people.reason.saw-more"));
    for (const result of ["none", "presumed"])
      expect(await view.innerText()).toContain(desk.text(`result-short.${result}`));
    const text = await desk.page.getByRole("tabpanel").innerText();
    expect(text).toMatch(new RegExp(`An earlier look said: .?${desk.text("result-short.presumed")}`));
    expect(text).toContain("Person 5 of 30");
    expect(await desk.openStory("answer")).toContain("Invented words about the third floor.");
  });

  it("the exit clears everybody", async () => {
    const { field } = people;
    await field.leave();
    await field.open(site.url);
    await field.chooseSituation("worksite");
    expect(await people.strip().count()).toBe(0);
    expect(await field.result()).toBe("none");
  });
});

describe("keep and come back", () => {
  const canaries = ["Quillbrook", "Ostermarsch"];
  let site: Site;
  let officer: Profile;
  beforeAll(async () => {
    site = await Site.open();
    officer = await Profile.open(phone);
  });
  afterAll(async () => {
    await officer?.remove();
    await site?.remove();
  });
  const open = async () => {
    const field = new Field(officer.context.pages()[0] ?? (await officer.newPage()));
    await field.open(site.url);
    return new People(field);
  };
  /** Everything this origin stores, but for the app's own files. */
  const stored = (people: People) =>
    people.field.page.evaluate(async () => {
      const open = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open("notes");
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      const rows: unknown[] = [];
      for (const name of open.objectStoreNames) {
        const request = open.transaction(name).objectStore(name).getAll();
        await new Promise((done) => {
          request.onsuccess = done;
        });
        rows.push(...request.result.map((row: unknown) => ({ name, row })));
      }
      open.close();
      const texts = rows.map((row) =>
        JSON.stringify(row, (_key, value) =>
          value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value,
        ),
      );
      const kept = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      );
      return [...texts, JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...kept.flat()].join("\n");
    });

  it("kept offline, the browser closed, opened with the code and no other; nothing entered is readable", async () => {
    const first = new People(await connected(site, officer));
    await officer.context.setOffline(true);
    await first.field.chooseSituation("worksite");
    await first.sign(ownSign, "seen");
    await first.thereAreMore();
    await first.openSite();
    await first.sign(everybody[0], "seen");
    await first.leaveSite();
    await first.disagree("potential", ["knows-place"], `${canaries[0]} was here, ${canaries[1]} too.`);
    await first.next();
    await first.age("child");
    await first.openAll();
    const code = await first.keep();
    expect(code).toMatch(/^[2-79ACEFHJKMNPQRTWXY]{4}( [2-79ACEFHJKMNPQRTWXY]{4}){2}$/);
    await first.clear();
    const all = await stored(first);
    expect(all.includes("-> scrypt ")).toBe(true);
    const entered = [
      ...canaries,
      ownSign,
      everybody[0],
      "knows-place",
      "potential",
      code,
      code.replaceAll(" ", "-"),
      code.replaceAll(" ", ""),
    ];
    expect([...entered, "worksite", "numbered"].filter((word) => all.includes(word))).toEqual([]);

    await officer.close();
    expect(findWords([officer.folder], [...canaries, code, code.replaceAll(" ", "-")])).toEqual([]);
    await officer.start();
    await officer.context.setOffline(true);
    const back = await open();
    expect(await back.comeBack("AAAA AAAA AAAA")).toBe(back.field.text("people.kept.wrong"));
    expect(await back.comeBack("AAAA")).toBe(back.field.text("people.kept.short"));
    const started = Date.now();
    expect(await back.comeBack(` ${code.toLowerCase().replaceAll(" ", "")}`)).toBeNull();
    console.log(`opened with the code in ${Date.now() - started} ms`);
    const lines = await back.all();
    expect(lines.map(({ number }) => number)).toEqual([1, 2]);
    expect(lines[0]?.text).toContain(back.field.text("result-short.presumed"));
    await back.open(1);
    // On return it starts from what was known, and what changes shows.
    await back.sign("coercion.violence", "said");
    expect(await back.changed().innerText()).toContain(back.field.text("sign.coercion.violence"));
    expect(await back.otherView().innerText()).toContain(back.field.text("people.reason.knows-place"));
  });

  it("keeping again takes the place of what was opened; three at most; each can be deleted", async () => {
    let people = await open();
    await officer.context.setOffline(true);
    const one = async () => {
      await people.field.chooseSituation("street");
      await people.sign(ownSign, "seen");
      const code = await people.keep();
      await people.clear();
      return code;
    };
    await one();
    await one();
    await people.field.chooseSituation("street");
    await people.sign(ownSign, "seen");
    await people.tap(people.field.page.getByRole("main"), "people.keep");
    await people.tap(people.field.page, "people.keep.do");
    await people.field.page.getByText(people.field.text("people.keep.full")).waitFor();

    // One goes by its button; then there is room.
    people = await open();
    const { page } = people.field;
    await people.tap(page, "field.menu");
    const kept = page.getByRole("region", { name: people.field.text("people.kept"), exact: true });
    expect(await kept.getByRole("listitem").count()).toBe(3);
    await people.tap(kept, "people.kept.delete");
    await people.tap(kept, "people.kept.delete.yes");
    await kept.getByText(people.field.text("people.kept.deleted")).waitFor();
    expect(await kept.getByRole("listitem").count()).toBe(2);

    people = await open();
    const third = await one();
    expect(await people.comeBack(third)).toBeNull();
    const fourth = await people.keep();
    await people.clear();
    expect(await people.comeBack(third)).toBe(people.field.text("people.kept.wrong"));
    expect(await people.comeBack(fourth)).toBeNull();
  });

  it("deletes itself after seven days, and says where the phone cannot keep", async () => {
    const page = await officer.newPage();
    await page.clock.install({ time: Date.now() + 9 * 86_400_000 });
    const later = new People(new Field(page));
    await later.field.open(site.url);
    await later.tap(page, "field.menu");
    await page.getByText(later.field.text("people.kept.none")).waitFor();
    await page.close();

    const without = await officer.newPage();
    await without.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("switched off", "InvalidStateError");
      };
    });
    const people = new People(new Field(without));
    await people.field.open(site.url);
    await people.field.chooseSituation("street");
    await people.sign(ownSign, "seen");
    await people.tap(without.getByRole("main"), "people.keep");
    await people.tap(without, "people.keep.do");
    await without.getByText(people.field.text("people.keep.no-storage")).waitFor();
    // Nothing was lost: the list is as it was.
    await people.tap(without.getByRole("main"), "common.back");
    expect(await people.field.result()).toBe("presumed");
    await without.close();
  });

  it("a phone of the version before keeps its rows", async () => {
    const old = await Profile.open(phone);
    try {
      const page = old.context.pages()[0] ?? (await old.newPage());
      await page.goto(`${site.url}/clear.html`);
      await page.evaluate(
        () =>
          new Promise<void>((done, failed) => {
            const request = indexedDB.open("notes", 2);
            request.onupgradeneeded = () => {
              const stores = ["outbox", "sent", "device", "counter", "directory"];
              for (const name of stores)
                request.result.createObjectStore(
                  name,
                  name === "outbox" || name === "sent" ? { keyPath: "reference" } : {},
                );
            };
            request.onerror = () => failed(request.error);
            request.onsuccess = () => {
              const db = request.result;
              const tx = db.transaction("sent", "readwrite");
              const receiver = { name: "Invented Harbour", phone: "+000 555 0303" };
              const now = new Date().toISOString();
              tx.objectStore("sent").put({
                ...{
                  reference: "K7QM-42X9-C",
                  ids: null,
                  receiver,
                  fallback: null,
                  due: now,
                  status: "waiting",
                  sentAt: now,
                },
              });
              tx.oncomplete = () => {
                db.close();
                done();
              };
            };
          }),
      );
      const people = new People(new Field(page));
      await people.field.open(site.url);
      expect(await (await people.field.outboxLine("K7QM-42X9-C")).innerText()).toContain("Invented Harbour");
      await page.getByText(people.field.text("people.kept.none")).waitFor();
    } finally {
      await old.remove();
    }
  });
});

describe.each(["en", "ar-XB"])("the screens in %s at 320 px", (language) => {
  let site: Site;
  let profile: Profile;
  beforeAll(async () => {
    site = await Site.open();
    profile = await Profile.open(narrow, language);
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
  });

  it("can be used by everybody, from the second person to coming back", async () => {
    const field = await connected(site, profile, language);
    const people = new People(field);
    const { page } = field;
    const look = (screen: string) => check(page, `${screen}-${language}`);
    await field.chooseSituation("worksite");
    await people.sign(ownSign, "seen");
    await people.thereAreMore();
    await look("people-first");
    await people.openSite();
    await people.sign(everybody[0], "seen");
    await look("people-site");
    await people.leaveSite();
    await people.next();
    await people.age("adult");
    await look("people-list");
    await people.lookAgain();
    await people.sign(everybody[0], "not-there");
    await people.disagree("presumed", ["fits-together"], "Invented words.");
    await look("people-result");
    await people.tap(page.locator(".onward"), "people.disagree");
    await look("people-disagree");
    await page.goBack();
    await field.refer(answers);
    expect(await field.isSent()).toBe(true);
    await look("people-sent");
    await people.tap(page.getByRole("main"), "people.next");
    await field.startReferral();
    await look("people-danger");
    await page.goBack();
    await people.openAll();
    await look("people-all");
    await people.tap(page.getByRole("main"), "people.keep");
    await look("people-keep");
    await people.tap(page, "people.keep.do");
    await field.heading("people.keep.code").waitFor({ timeout: 30_000 });
    await look("people-code");
    await people.clear();
    await look("people-kept-line");
    await people.comeBack("AAAA AAAA AAAA");
    await look("people-wrong");
    await people.tap(page, "common.back");
    await people.tap(page, "field.menu");
    await look("people-menu");
  });
});
