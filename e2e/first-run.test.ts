import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { VirtualKey } from "./support/passkeys.ts";
import { Site } from "./support/site.ts";

const passphrase = "slow river under seven bridges";

interface Joining {
  readonly code: string;
  readonly organisation: string;
  readonly kind: string;
  readonly desk: string;
  readonly handle: string;
}

describe("a network of one's own, without the invented one", () => {
  let site: Site;
  let police: Profile;
  let shelter: Profile;
  let officer: Profile;
  beforeAll(async () => {
    site = await Site.open(["--no-demo"]);
    [police, shelter, officer] = await Promise.all([
      Profile.open(computer),
      Profile.open(computer),
      Profile.open(phone),
    ]);
  });
  afterAll(async () => {
    await Promise.all([police?.remove(), shelter?.remove(), officer?.remove()]);
    await site?.remove();
  });

  async function join(page: Page, address: string, joining: Joining): Promise<Desk> {
    const desk = new Desk(page);
    await fill(desk, address, joining);
    await VirtualKey.plugIn(page);
    await desk.firstFactor();
    return desk;
  }

  async function fill(
    desk: Desk,
    address: string,
    { code, organisation, kind, desk: name, handle }: Joining,
  ): Promise<void> {
    await desk.page.goto(address);
    await desk.field("desk.join.code").fill(code);
    await desk.field("desk.join.organisation").fill(organisation);
    await desk.field("desk.join.kind").selectOption(kind);
    await desk.field("desk.join.desk").fill(name);
    await desk.field("desk.join.phone").fill("+000 555 0909");
    await desk.field("desk.join.handle").fill(handle);
    await desk.field("desk.join.name").fill(`Invented person at ${name}`);
    await desk.field("desk.join.passphrase").fill(passphrase);
    await desk.field("desk.join.repeat").fill(passphrase);
    await desk.button("desk.join.do").click();
  }

  it("is made from the set-up code, grows by invitation, and carries a referral to an answer", async () => {
    expect(site.log).not.toContain("@demo");
    const code = /Code to make the first organisation: (\S+)/.exec(site.log)?.[1] ?? "";
    const first = await join(await police.newPage(), `${site.url}/desk`, {
      code,
      organisation: "Invented police of Eastbrook",
      kind: "police",
      desk: "Front desk Eastbrook",
      handle: "Front@Eastbrook",
    });
    await first.goTo("invite");
    await first.button("desk.invite.make").click();
    const shown = first.page.getByRole("region", { name: first.text("desk.invite.code") });
    const invitation = await shown.locator("bdi").first().innerText();
    const second = await join(await shelter.newPage(), `${site.url}/desk?join`, {
      code: invitation,
      organisation: "Invented shelter Lantern",
      kind: "shelter",
      desk: "Intake Lantern",
      handle: "intake@lantern",
    });

    // Works once: a second use is refused with a sentence.
    const again = new Desk(await shelter.newPage());
    await fill(again, `${site.url}/desk?join`, {
      code: invitation,
      organisation: "Invented shelter Beacon",
      kind: "shelter",
      desk: "Intake Beacon",
      handle: "intake@beacon",
    });
    await again.page.getByText(again.text("error.code-unknown")).waitFor({ timeout: 40_000 });
    await again.page.close();

    const field = new Field(officer.context.pages()[0] ?? (await officer.newPage()));
    await field.open(site.url);
    await field.connect(await first.enrolPhone());
    await field.chooseSituation("private-home");
    await field.answerSign("coercion.confinement", "seen");
    const reference = await field.refer({
      danger: "no",
      basis: "consent",
      consent: { language: "en", interpreter: "none-needed", given: "spoken" },
      fallback: null,
      story: { narrative: "An invented story." },
    });
    expect(await field.isSent()).toBe(true);
    await second.openReferral(reference ?? "");
    await expect(second.openStory("answer")).resolves.toContain("An invented story.");
    await second.accept();
    expect(await first.standingOfSent(reference ?? "")).toBe("accepted");

    // Sign-in names do not depend on capitals, and keys come back with the passphrase; the passkey lets her in.
    await first.signOut();
    await first.signInWithPasskey("front@eastbrook", passphrase);
  });
});
