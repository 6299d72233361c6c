import {
  PendingPhones,
  Publication,
  SignedCertificate,
  TrustDraft,
  TrustFile,
  TrustQuery,
  Uuid,
} from "@threshold/contract";
import type { FastifyReply } from "fastify";
import { type Static, Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { attempt } from "../people/attempt.ts";
import { setBundle } from "../people/members.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { currentDesks, listPeople } from "./certificates.store.ts";
import { readTrust } from "./network.ts";
import { pendingPhones, removedPhones } from "./pending.store.ts";
import { publish } from "./publish.ts";
import { lastStatement } from "./statements.store.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
const Bundle = Type.Object({ bundle: Type.String({ pattern: "^[A-Za-z0-9+/]+={0,2}$", maxLength: 131_072 }) }, closed);

/** The signed directory of keys: for everybody who has to check it, and for the stewards who sign it. */
export function trustRoutes(app: App, house: House): void {
  const schema = { querystring: TrustQuery, response: { 200: TrustFile } };
  const read = async ({ have }: Static<typeof TrustQuery>, reply: FastifyReply) =>
    (await readTrust(house, have === undefined ? undefined : Number(have))) ?? refuse(reply, "directory-unsigned");
  app.get("/device/trust", { config: { access: "device" }, schema }, (request, reply) => read(request.query, reply));
  app.get("/members/trust", { config: { access: "member" }, schema }, (request, reply) => read(request.query, reply));

  // Both abilities of a steward belong to the same roles; whether her key signs is for `publish`.
  const steward = { access: "keep-phones" } as const;
  app.get("/trust/draft", { config: steward, schema: { response: { 200: TrustDraft } } }, (request) => {
    const { organisation } = memberOf(request);
    return asOrganisation(house.db, house.clock, organisation, async (scope) => ({
      organisation,
      last: await lastStatement(scope, organisation),
      desks: await currentDesks(scope, organisation),
      people: await listPeople(scope, organisation),
    }));
  });

  const take = async (member: CallerMember, publication: Publication, reply: FastifyReply) => {
    const done = await publishAlone(house, member, publication);
    return done.ok ? done : refuse(reply, done.problem, done.field);
  };
  app.post(
    "/trust/organisation",
    { config: steward, schema: { body: Publication, response: { 200: Done } } },
    (request, reply) => take(memberOf(request), request.body, reply),
  );

  app.get(
    "/enrolments/pending",
    {
      config: steward,
      schema: { response: { 200: PendingPhones } },
    },
    (request) =>
      asOrganisation(house.db, house.clock, memberOf(request).organisation, async (scope) => ({
        phones: await pendingPhones(scope),
        removed: await removedPhones(scope),
      })),
  );
  app.post(
    "/devices/:id/certificate",
    {
      config: steward,
      schema: {
        params: Type.Object({ id: Uuid }, closed),
        body: Type.Object({ certificate: SignedCertificate }, closed),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { certificate } = request.body;
      if (certificate.statement.id !== request.params.id || certificate.statement.subject !== "device")
        return refuse(reply, "certificate-wrong", "/certificate");
      return take(memberOf(request), { statement: null, certificates: [certificate] }, reply);
    },
  );

  app.put(
    "/members/self/bundle",
    { config: { access: "member" }, schema: { body: Bundle, response: { 200: Done } } },
    async (request, reply) => {
      const { id, organisation } = memberOf(request);
      const done = await asOrganisation(house.db, house.clock, organisation, (scope) =>
        setBundle(scope, id, request.body.bundle),
      );
      return done ? { ok: true as const } : refuse(reply, "bad-request", "/bundle");
    },
  );
}

/** A publication that goes with nothing else. */
function publishAlone(house: House, member: CallerMember, publication: Publication) {
  return attempt(house, member.organisation, async (scope) => {
    const problem = await publish(scope, house, member, publication);
    return problem ?? { ok: true as const };
  });
}
