import type { FastifyInstance } from "fastify";

/** One line of the log. Never an address, a person, a body or the path as it was asked: only the route's pattern. */
export type Line = Readonly<Record<string, string | number | boolean | readonly string[]>>;
export type Log = (line: Line) => void;

/** With the time in UTC, so that lines of several processes can be put beside each other. */
export const logToOutput: Log = (line) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

declare module "fastify" {
  interface FastifyReply {
    /** Name of the problem this answer tells, for the log: what was refused, and by which rule. */
    refusal: string | null;
  }
}

export function logAnswers(app: FastifyInstance, log: Log): void {
  app.decorateReply("refusal", null);
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    log({
      event: "answer",
      id: request.id,
      method: request.method,
      route: request.is404 ? "none" : (request.routeOptions.url ?? "none"),
      status: reply.statusCode,
      ...(reply.refusal === null ? {} : { refused: reply.refusal }),
      ms: Math.round(reply.elapsedTime),
    });
  });
}

/** Where it happened. A database's message can quote a row, so messages never reach the log. */
export function traceOf(error: Error & { code?: string }): { name: string; code: string; at: string[] } {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { name: error.name, code: error.code ?? "", at: frames.slice(0, 8).map((line) => line.trim()) };
}
