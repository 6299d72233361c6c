import { CalendarMade, CalendarState, MakeCalendar } from "@threshold/contract";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { accountMark, hashOf, makeToken } from "../people/secrets.ts";
import { addRecord } from "../record/record.store.ts";
import { beginTry } from "../sign-in/sign-in.store.ts";
import { endFeed, feedSince, findFeed, setFeed } from "./calendar.store.ts";
import { writeFeed } from "./feed.ts";

const closed = { additionalProperties: false } as const;
/** Longer than a token is, so that what does not fit is not found, as any other. */
const Token = Type.Object({ token: Type.String({ maxLength: 64 }) }, closed);
/** Fetches of one address in a quarter of an hour: several calendars of hers, and no more. */
const mostFetches = 30;

/** The address that a calendar asks for what is due: made and ended by the member, read by whoever has it. */
export function calendarRoutes(app: App, house: House): void {
  app.get(
    "/calendar",
    { config: { access: "member" }, schema: { response: { 200: CalendarState } } },
    async (request) => {
      const { id, organisation } = memberOf(request);
      const since = await asOrganisation(house.db, house.clock, organisation, (scope) => feedSince(scope, id));
      return { madeAt: since?.toISOString() ?? null };
    },
  );

  app.post(
    "/calendar",
    { config: { access: "work-cases" }, schema: { body: MakeCalendar, response: { 200: CalendarMade } } },
    async (request) => {
      const { id, organisation } = memberOf(request);
      const token = makeToken();
      const hash = await hashOf(token);
      const { language } = request.body;
      await asOrganisation(house.db, house.clock, organisation, async (scope) => {
        await setFeed(scope, { member: id, organisation, hash, language, at: house.clock() });
        await addRecord(scope, house, { organisation, kind: "calendar-made", by: id, about: id });
      });
      return { token };
    },
  );

  app.post(
    "/calendar/end",
    { config: { access: "member" }, schema: { response: { 200: CalendarState } } },
    async (request) => {
      const { id, organisation } = memberOf(request);
      await asOrganisation(house.db, house.clock, organisation, async (scope) => {
        if (await endFeed(scope, id))
          await addRecord(scope, house, { organisation, kind: "calendar-ended", by: id, about: id });
      });
      return { madeAt: null };
    },
  );

  app.get(
    "/calendar/:token.ics",
    { config: { access: "public" }, schema: { params: Token } },
    async (request, reply) => {
      const { token } = request.params;
      const feed = await findFeed(house.db, await hashOf(token), house.clock());
      if (feed === null) return refuse(reply, "not-found");
      const wait = await beginTry(house, await accountMark(house.keys, `calendar of ${feed.member}`), mostFetches);
      if (wait !== null) return refuse(reply.header("retry-after", String(wait)), "too-many");
      return reply.type("text/calendar; charset=utf-8").send(await writeFeed(house, feed));
    },
  );
}
