import { CaseFile, Found, FoundCases, Inbox, Sent, StoryBytes, Uuid, UuidV7 } from "@threshold/contract";
import { Type } from "typebox";
import { asActor } from "../database/scope.ts";
import { actorOf } from "../entries/author.ts";
import type { House } from "../house.ts";
import { deviceOf, memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { readCase, readStory } from "./case.ts";
import { readCursor } from "./cursor.ts";
import { readInbox, readLines } from "./inbox.ts";
import { readSent } from "./sent.ts";

const closed = { additionalProperties: false } as const;
const Box = Type.Union([Type.Literal("waiting"), Type.Literal("mine"), Type.Literal("all")]);
/** `since`: of `mine` alone, what changed since the `now` of an earlier answer. */
const Page = Type.Object(
  {
    box: Type.Optional(Box),
    after: Type.Optional(Type.String({ maxLength: 96 })),
    since: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" })),
  },
  closed,
);
const OfCase = Type.Object({ case: Uuid }, closed);

/** Reading: a desk's inbox, what was sent, a case, and a story with its purpose. */
export function referralRoutes(app: App, house: House): void {
  app.get(
    "/inbox",
    {
      config: { access: "member" },
      schema: { querystring: Page, response: { 200: Inbox } },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const now = house.clock();
      const { box = "waiting", after: text, since } = request.query;
      const after = text === undefined ? null : readCursor(box, text);
      const alone = since === undefined || (box === "mine" && text === undefined && !Number.isNaN(Date.parse(since)));
      if ((text !== undefined && after === null) || !alone) return refuse(reply, "bad-request");
      const asked = { box, after, since: since === undefined ? null : new Date(since) };
      const page = await asActor(house.db, house.clock, actorOf(member), (scope) =>
        readInbox(scope, actorOf(member), asked, now.getTime()),
      );
      return { now: now.toISOString(), ...page };
    },
  );
  app.post(
    "/inbox/found",
    { config: { access: "work-cases" }, schema: { body: FoundCases, response: { 200: Found } } },
    async (request) => {
      const member = memberOf(request);
      const now = house.clock();
      const lines = await asActor(house.db, house.clock, actorOf(member), (scope) =>
        readLines(scope, actorOf(member), request.body.cases, now.getTime()),
      );
      return { now: now.toISOString(), lines };
    },
  );
  app.get("/sent", { config: { access: "member" }, schema: { response: { 200: Sent } } }, async (request) => {
    const member = memberOf(request);
    const now = house.clock();
    const lines = await asActor(house.db, house.clock, actorOf(member), (scope) =>
      readSent(scope, actorOf(member), now.getTime()),
    );
    return { now: now.toISOString(), lines };
  });
  app.get(
    "/device/referrals",
    { config: { access: "device" }, schema: { response: { 200: Sent } } },
    async (request) => {
      const device = deviceOf(request);
      const now = house.clock();
      const lines = await asActor(house.db, house.clock, actorOf(device), (scope) =>
        readSent(scope, actorOf(device), now.getTime()),
      );
      return { now: now.toISOString(), lines };
    },
  );
  app.get(
    "/cases/:case",
    { config: { access: "see-sent" }, schema: { params: OfCase, response: { 200: CaseFile } } },
    async (request, reply) => {
      const member = memberOf(request);
      const now = house.clock();
      const found = await asActor(house.db, house.clock, actorOf(member), (scope) =>
        readCase(scope, actorOf(member), request.params.case, now),
      );
      return found.ok ? found.file : refuse(reply, found.problem);
    },
  );
  app.get(
    "/cases/:case/story",
    {
      config: { access: "work-cases" },
      schema: {
        params: OfCase,
        querystring: Type.Object({ opening: Type.Optional(UuidV7) }, closed),
        response: { 200: StoryBytes },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const found = await asActor(house.db, house.clock, actorOf(member), (scope) =>
        readStory(scope, actorOf(member), request.params.case, request.query.opening, house.clock().getTime()),
      );
      return found.ok ? { entry: found.entry, bytes: found.bytes } : refuse(reply, found.problem);
    },
  );
}
