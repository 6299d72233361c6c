import { type Actor, can } from "@threshold/casework";
import { hmacSha256, toBase64Url } from "@threshold/sealing";
import { asActor } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type DueCase, type Feed, ownDue, waitingDue } from "./calendar.store.ts";
import { type CalendarEvent, writeCalendar } from "./ics.ts";
import { calendarWords } from "./words.ts";

/**
 * What a member's calendar holds at this moment: her cases on the days they are due, and what waits for an answer at her desks. By
 * reference, and nothing else. While she is on leave, or without a role for cases, it is empty.
 */
export async function writeFeed(house: House, feed: Feed): Promise<string> {
  const now = house.clock();
  const { member: id, organisation, roles, here } = feed;
  const desks = feed.desks.map((desk) => ({ organisation, desk }));
  const actor: Actor = { kind: "member", id, organisation, desks, roles };
  if (!here || !can(roles, "work-cases")) return writeCalendar([], now);
  const due = await asActor(house.db, house.clock, actor, async (scope) => [
    ...(await waitingDue(scope, actor, now)),
    ...(await ownDue(scope, actor)),
  ]);
  const say = await calendarWords(feed.language);
  const events = due.map(async (one): Promise<CalendarEvent> => {
    return {
      uid: await uidOf(house, one),
      summary: say("mail.calendar-due", { reference: one.reference }),
      at: one.at,
    };
  });
  return writeCalendar(await Promise.all(events), now);
}

/** The same for the same case for ever, and no way back to the case from it. */
async function uidOf({ keys }: House, { id, at }: DueCase): Promise<string> {
  const what = typeof at === "string" ? "day" : "answer";
  const mark = await hmacSha256(keys.secret, new TextEncoder().encode(`threshold-calendar-v1\n${what}\n${id}`));
  return `${toBase64Url(mark.slice(0, 18))}@due.invalid`;
}
