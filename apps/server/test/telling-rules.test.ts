import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isOutside, lookupOutside, mayBePush } from "../src/telling/endpoint.ts";
import { openFrom } from "../src/telling/hours.ts";
import { openMailer } from "../src/telling/mail.ts";
import { readRules } from "../src/telling/rules.ts";
import { flood, pacedFrom, quietUntil, sendFrom } from "../src/telling/when.ts";
import { isZone, localOf, momentOf, nextAt } from "../src/telling/zone.ts";

const at = (text: string) => new Date(text);

describe("clocks of a time zone", () => {
  it("show day, minute and weekday, also where the day is another one there", () => {
    expect(localOf(at("2026-11-01T23:30:00Z"), "Europe/Vienna")).toEqual({
      day: "2026-11-02",
      minutes: 30,
      weekday: 0,
    });
    expect(localOf(at("2026-11-02T03:30:00Z"), "America/New_York")).toEqual({
      ...{ day: "2026-11-01", minutes: 22 * 60 + 30, weekday: 6 },
    });
    expect([isZone("Asia/Kathmandu"), isZone("Nowhere/Here")]).toEqual([true, false]);
  });

  it("a time of day is a moment: summer and winter, skipped in spring, twice in autumn", () => {
    expect(momentOf("2026-07-01", 8 * 60, "Europe/Vienna")).toEqual(at("2026-07-01T06:00:00Z"));
    expect(momentOf("2026-12-01", 8 * 60, "Europe/Vienna")).toEqual(at("2026-12-01T07:00:00Z"));
    // 2:30 does not come that night: as long after midnight as it would have been.
    expect(momentOf("2026-03-29", 150, "Europe/Vienna")).toEqual(at("2026-03-29T01:30:00Z"));
    expect(momentOf("2026-10-25", 150, "Europe/Vienna")).toEqual(at("2026-10-25T00:30:00Z"));
    expect(momentOf("2026-11-02", 8 * 60, "Asia/Kathmandu")).toEqual(at("2026-11-02T02:15:00Z"));
  });

  it("the next time of day is always later", () => {
    expect(nextAt(at("2026-11-02T07:00:00Z"), "08:00", "Europe/Vienna")).toEqual(at("2026-11-03T07:00:00Z"));
    expect(nextAt(at("2026-11-02T06:59:59Z"), "08:00", "Europe/Vienna")).toEqual(at("2026-11-02T07:00:00Z"));
    // Over the night on which clocks go back there are 25 hours.
    expect(nextAt(at("2026-10-24T06:00:00Z"), "08:00", "Europe/Vienna")).toEqual(at("2026-10-25T07:00:00Z"));
  });
});

describe("opening hours", () => {
  const none = [[], [], [], [], [], [], []] as const;
  const office = [
    [
      [480, 720],
      [780, 1020],
    ],
    [[480, 720]],
    [],
    [],
    [[480, 960]],
    [],
    [],
  ] as const;
  const vienna = "Europe/Vienna";

  it("a desk without hours is not closed: nobody has said", () => {
    const now = at("2026-11-01T03:00:00Z");
    expect(openFrom([], now, vienna)).toEqual(now);
    expect(openFrom([none], now, vienna)).toEqual(now);
  });

  it("opens at the next beginning, over midday, night and days off", () => {
    const monday = (clock: string) => at(`2026-11-02T${clock}:00Z`);
    expect(openFrom([office], monday("07:00"), vienna)).toEqual(monday("07:00"));
    expect(openFrom([office], monday("11:00"), vienna)).toEqual(monday("12:00"));
    expect(openFrom([office], monday("20:00"), vienna)).toEqual(at("2026-11-03T07:00:00Z"));
    expect(openFrom([office], at("2026-11-03T15:00:00Z"), vienna)).toEqual(at("2026-11-06T07:00:00Z"));
    expect(openFrom([office], at("2026-11-06T16:00:00Z"), vienna)).toEqual(at("2026-11-09T07:00:00Z"));
  });

  it("any of a desk's services being open is enough, and one that never closes never is", () => {
    const always = Array.from({ length: 7 }, () => [[0, 1440] as const]);
    const night = at("2026-11-02T02:00:00Z");
    expect(openFrom([office, always], night, vienna)).toEqual(night);
    expect(openFrom([office, none], night, vienna)).toEqual(at("2026-11-02T07:00:00Z"));
  });
});

describe("when something is sent", () => {
  const choices = {
    mailHow: "at-once",
    digestAt: "16:00",
    zone: "Europe/Vienna",
    urgentAnyway: true,
    quiet: { from: "22:00", to: "07:00" },
  } as const;
  const notice = { kind: "referral-came", urgent: false, at: at("2026-11-02T21:30:00Z"), notBefore: null };
  const morning = at("2026-11-03T06:00:00Z");

  it("quiet hours go over midnight, and end on the minute", () => {
    expect(quietUntil(at("2026-11-02T20:59:59Z"), choices)).toBeNull();
    expect(quietUntil(at("2026-11-02T21:00:00Z"), choices)).toEqual(morning);
    expect(quietUntil(at("2026-11-03T05:59:59Z"), choices)).toEqual(morning);
    expect(quietUntil(morning, choices)).toBeNull();
    const midday = { ...choices, quiet: { from: "12:00", to: "13:00" } };
    expect(quietUntil(at("2026-11-02T11:30:00Z"), midday)).toEqual(at("2026-11-02T12:00:00Z"));
    expect(quietUntil(at("2026-11-02T21:30:00Z"), midday)).toBeNull();
  });

  it("waits for the end of quiet hours; what is urgent does not, where she chose that, and a test never does", () => {
    expect(sendFrom(notice, choices, "mail")).toEqual(morning);
    expect(sendFrom({ ...notice, urgent: true }, choices, "push")).toEqual(notice.at);
    expect(sendFrom({ ...notice, urgent: true }, { ...choices, urgentAnyway: false }, "push")).toEqual(morning);
    expect(sendFrom({ ...notice, kind: "test" }, choices, "mail")).toEqual(notice.at);
  });

  it("the digest is for mail; push comes at once; a closed desk waits until it opens", () => {
    const daily = { ...choices, mailHow: "digest", quiet: null } as const;
    expect(sendFrom(notice, daily, "mail")).toEqual(at("2026-11-03T15:00:00Z"));
    expect(sendFrom(notice, daily, "push")).toEqual(notice.at);
    const opens = at("2026-11-04T07:00:00Z");
    expect(sendFrom({ ...notice, notBefore: opens }, { ...choices, quiet: null }, "mail")).toEqual(opens);
    expect(sendFrom({ ...notice, notBefore: opens }, daily, "mail")).toEqual(at("2026-11-04T15:00:00Z"));
  });

  it("of a flood, the rest waits a quarter of an hour after the last one", () => {
    const now = at("2026-11-02T12:00:00Z");
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    expect(pacedFrom([ago(1), ago(2)], now, false)).toEqual(now);
    expect(pacedFrom([ago(14), ago(2), ago(1)], now, false)).toEqual(at("2026-11-02T12:14:00Z"));
    expect(pacedFrom([ago(15), ago(2), ago(1)], now, false)).toEqual(now);
    expect(pacedFrom([ago(14), ago(2), ago(1)], now, true), "urgent").toEqual(now);
    expect(pacedFrom([ago(14), ago(2), ago(0)], now, true), "urgent").toEqual(at("2026-11-02T12:01:00Z"));
    expect(flood.most).toBe(3);
  });
});

describe("where a push may go", () => {
  it.each([
    "https://fcm.googleapis.com/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/abc",
    "https://web.push.apple.com/QAbc",
  ])("to %s", (endpoint) => expect(mayBePush(endpoint)).toBe(true));

  it.each([
    ...[
      "http://push.example/abc",
      "https://127.0.0.1/abc",
      "https://[::1]/abc",
      "https://2130706433/",
      "https://0x7f.1/",
    ],
    ...[
      "https://localhost/abc",
      "https://push.example:8443/abc",
      "https://user:secret@push.example/",
      "ftp://push.example/",
    ],
    ...["https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/", "https://intranet/"],
  ])("never to %s", (endpoint) => expect(mayBePush(endpoint)).toBe(false));

  it.each([
    ...["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
    ...[
      "::1",
      "::",
      "fe80::1",
      "fd00::1",
      "::ffff:127.0.0.1",
      "64:ff9b::7f00:1",
      "2002:7f00:1::",
      "2001:db8::1",
      "nothing",
    ],
  ])("an address that a name leads to is not outside: %s", (address) => expect(isOutside(address)).toBe(false));
  it.each(["93.184.216.34", "2606:2800:220:1::1"])("and %s is", (address) => expect(isOutside(address)).toBe(true));

  it("a name that leads to this machine is not followed", async () => {
    const found = await new Promise<string>((resolve) =>
      lookupOutside("localhost", {}, (error, address) => resolve(error?.message ?? String(address))),
    );
    expect(found).toBe("not an address outside");
  });
});

describe("settings", () => {
  it("of mail that cannot be right are told without the password in them", async () => {
    for (const url of ["mail.example", "https://u:hunter2@mail.example", "smtp://"])
      await expect(openMailer(url, "a@b.example"), url).rejects.toThrow(/^THRESHOLD_SMTP has to look like/);
    await expect(openMailer("smtp://mail.example", "Somebody <a@b.example>")).rejects.toThrow(/THRESHOLD_MAIL_FROM/);
  });

  it("the country's file says when people are told", async () => {
    const file = (name: string) => fileURLToPath(new URL(`../../../knowledge/dist/${name}`, import.meta.url));
    expect((await readRules(file("country.json"))).whileWaiting.length).toBeGreaterThan(2);
    expect((await readRules(file("countries/marovia/country.json"))).zone).toBe("Europe/Vienna");
  });
});
