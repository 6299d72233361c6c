import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { readJson } from "./json.ts";

/** Fastify whose requests and answers are typed by TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/**
 * Requests are checked and never changed: Fastify's own validator would drop and convert fields, and so alter signed entries.
 * Answers are checked as well: what a route did not declare never leaves the server.
 */
export function useSchemas(app: App): void {
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setSerializerCompiler(({ schema, method, url }) => {
    const check = Compile(schema as TSchema);
    return (value) => {
      if (!check.Check(value)) throw new Error(`The answer of ${method} ${url} does not have its declared shape.`);
      return JSON.stringify(value);
    };
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    const parsed = readJson(body as Buffer);
    if (parsed.ok) return done(null, parsed.value);
    const code = parsed.why === "not-json" ? "THRESHOLD_NOT_JSON" : "THRESHOLD_WILD_JSON";
    done(Object.assign(new Error(parsed.why), { statusCode: 400, code }));
  });
}
