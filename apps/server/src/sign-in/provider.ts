import { readFile } from "node:fs/promises";
import { type Static, Type } from "typebox";
import { Check } from "typebox/value";

const closed = { additionalProperties: false } as const;
const Provider = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9-]{1,60}$" }),
    /** As members know it, such as "Smart card of the police". */
    name: Type.String({ minLength: 1, maxLength: 80 }),
    /** OpenID Connect issuer; HTTPS, or this machine. */
    issuer: Type.String({ pattern: "^(https://|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/|$))" }),
    client: Type.String({ minLength: 1, maxLength: 200 }),
    /** Left out for a client that proves itself by PKCE alone. */
    secret: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    /** Ways of proving oneself that are strong enough there (`acr` values); any where left out. */
    acr: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 10 })),
  },
  closed,
);
/** An agency's own sign-in, as whoever runs the server set it up. */
export type Provider = Static<typeof Provider>;
const Providers = Type.Array(Provider, { maxItems: 40 });

/**
 * Reads the file that THRESHOLD_PROVIDERS names: a JSON array. Only whoever runs the server adds one, so that no member can make the
 * server call addresses of her choosing. @throws where the file is not in shape
 */
export async function readProviders(file: string | undefined): Promise<readonly Provider[]> {
  if (file === undefined || file === "") return [];
  const value: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!Check(Providers, value) || new Set(value.map(({ id }) => id)).size !== value.length)
    throw new Error(`${file} is not in shape: an array of { id, name, issuer, client, secret?, acr? }, each id once.`);
  return value;
}
