import { Arrived, Notes, Piece, PieceOf, Uuid, UuidV7 } from "@threshold/contract";
import { Type } from "typebox";
import { asActor, type Scope } from "../database/scope.ts";
import { actorOf } from "../entries/author.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { readPiece, takePiece } from "./attachments.ts";
import { readNotes } from "./notes.ts";
import { piecesHere } from "./pieces.store.ts";

const closed = { additionalProperties: false } as const;
const OfFile = Type.Object({ case: Uuid, entry: UuidV7 }, closed);
const OfPiece = Type.Object({ case: Uuid, entry: UuidV7, n: Type.String({ pattern: "^\\d{1,2}$" }) }, closed);
const Opening = Type.Object({ opening: Type.Optional(UuidV7) }, closed);
/** A piece of 1 MiB in base64, and the JSON round it. */
const bodyLimit = 1_420_000;

/** Sealed files go in and out in pieces of 1 MiB; which have come can be asked, so that a line that broke loses one of them. */
export function attachmentRoutes(app: App, house: House): void {
  const config = { access: "work-cases" } as const;
  const within = <T>(member: CallerMember, work: (scope: Scope) => Promise<T>) =>
    asActor(house.db, house.clock, actorOf(member), work);

  app.get(
    "/cases/:case/files/:entry",
    { config, schema: { params: OfFile, response: { 200: Arrived } } },
    async (request) => {
      const member = memberOf(request);
      const have = await within(member, (scope) => piecesHere(scope, { ...request.params, author: member.id }));
      return { have };
    },
  );
  app.put(
    "/cases/:case/files/:entry/:n",
    { config, bodyLimit, schema: { params: OfPiece, body: Piece, response: { 200: Arrived } } },
    async (request, reply) => {
      const member = memberOf(request);
      const { n, ...upload } = request.params;
      const piece = { n: Number(n), bytes: request.body.bytes, now: house.clock() };
      const done = await within(member, (scope) =>
        takePiece(scope, actorOf(member), { ...upload, author: member.id }, piece),
      );
      return done.ok ? { have: [...done.have] } : refuse(reply, done.problem, done.field);
    },
  );
  app.get(
    "/cases/:case/files/:entry/:n",
    { config, schema: { params: OfPiece, querystring: Opening, response: { 200: PieceOf } } },
    async (request, reply) => {
      const member = memberOf(request);
      const file = { ...request.params, n: Number(request.params.n), opening: request.query.opening };
      const done = await within(member, (scope) => readPiece(scope, actorOf(member), file, house.clock().getTime()));
      return done.ok ? { bytes: done.bytes, of: done.of } : refuse(reply, done.problem);
    },
  );
  app.get(
    "/cases/:case/notes",
    {
      config,
      schema: { params: Type.Object({ case: Uuid }, closed), querystring: Opening, response: { 200: Notes } },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const asked = { case: request.params.case, opening: request.query.opening };
      const done = await within(member, (scope) => readNotes(scope, actorOf(member), asked, house.clock().getTime()));
      return done.ok ? { notes: [...done.notes] } : refuse(reply, done.problem);
    },
  );
}
