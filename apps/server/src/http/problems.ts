import { type ProblemName, problem, problems } from "@threshold/contract/errors";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { type Log, traceOf } from "./log.ts";

/** Answers with a problem of the catalogue. `field` is a JSON pointer into the request, never a value. */
export function refuse(reply: FastifyReply, name: ProblemName, field?: string): FastifyReply {
  reply.refusal = name;
  // Past the route's declared answers: the shape of a problem is the same everywhere.
  return reply
    .code(problems[name].status)
    .header("content-type", "application/json; charset=utf-8")
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem(name, field));
}

/** A failure as a value: what stores answer with where something expected stands in the way. */
export interface Refused {
  readonly ok: false;
  readonly problem: ProblemName;
  readonly field?: string;
}
export const refused = (name: ProblemName, field?: string): Refused =>
  field === undefined ? { ok: false, problem: name } : { ok: false, problem: name, field };

/** Every error leaves as one of the catalogue, without values of the request and without the machine's words. */
export function handleErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler({}, (_request, reply) => refuse(reply, "not-found"));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.validation) return refuse(reply, "bad-request", pointer(error));
    const known = byCode[error.code ?? ""];
    if (known) return refuse(reply, known);
    if (isUnavailable(error)) return refuse(reply, "unavailable");
    if (error.code === "23505" && chosen.has((error as { constraint?: string }).constraint ?? ""))
      return refuse(reply, "already-there");
    if (error.statusCode !== undefined && error.statusCode < 500) return refuse(reply, "bad-request");
    log({ event: "error", id: request.id, route: request.routeOptions.url ?? "none", ...traceOf(error) });
    return refuse(reply, "internal");
  });
}

/**
 * Ids and codes that their makers choose, used where they cannot see it, and what two may do at one moment: only the database can
 * tell. Twice the same anywhere else is a fault of ours.
 */
const chosen: ReadonlySet<string> = new Set([
  ...["enrolment_pkey", "invitation_pkey", "member_invitation_code_hash_key"],
  ...["desk_key_recipient_key", "certificate_pkey", "certificate_in_force"],
  ...["organisation_statement_pkey", "organisation_statement_hash_key"],
  ...["custody_set_pkey", "custody_set_current", "custody_release_pkey"],
  ...["referral_sender_organisation_reference_key", "index_segment_pkey", "upload_piece_pkey"],
]);

const byCode: Readonly<Record<string, ProblemName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "not-json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "not-json",
  THRESHOLD_NOT_JSON: "not-json",
  THRESHOLD_WILD_JSON: "bad-request",
};

/** The deepest place that does not fit: with a choice of shapes, the shallow ones only say that none fits. */
function pointer(error: FastifyError): string {
  // A field that is one too many is the caller's own word, and is not said back: its place is.
  const fields = (error.validation ?? []).filter((one) => !one.schemaPath.endsWith("/additionalProperties"));
  const paths = fields.map((one) => one.instancePath);
  const deepest = paths.reduce((best, path) => (path.split("/").length > best.split("/").length ? path : best), "");
  const path = /^(\/[A-Za-z0-9_-]{1,40}){0,12}$/.test(deepest) ? deepest : "";
  return `${error.validationContext === "body" ? "" : `/${error.validationContext ?? ""}`}${path}`;
}

/** The database is away: stopped, starting, out of connections, or the line broke. */
function isUnavailable(error: Error & { code?: string }): boolean {
  const code = error.code ?? "";
  if (
    /^(08|57P|53)/.test(code) ||
    ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "EACCES"].includes(code)
  )
    return true;
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );
}
