import * as oidc from "openid-client";
import type { Provider } from "./provider.ts";

/** Seconds that the agency's sign-in may have been ago: it is asked for anew each time. */
const freshest = 600;
/** Seconds to wait for the agency's server. */
const patience = 10;

const known = new Map<string, Promise<oidc.Configuration>>();

/** The provider's own description of itself, asked for once in the life of this process; again after a failure. */
function describe(provider: Provider): Promise<oidc.Configuration> {
  const key = JSON.stringify(provider);
  const before = known.get(key);
  if (before !== undefined) return before;
  const near = new URL(provider.issuer).protocol === "http:";
  const asking = oidc.discovery(
    new URL(provider.issuer),
    provider.client,
    undefined,
    provider.secret === undefined ? oidc.None() : oidc.ClientSecretBasic(provider.secret),
    { timeout: patience, ...(near ? { execute: [oidc.allowInsecureRequests] } : {}) },
  );
  known.set(key, asking);
  asking.catch(() => known.delete(key));
  return asking;
}

/** The way to the agency's sign-in, and what must be kept to check the way back. */
export interface Way {
  readonly url: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly state: string;
}

/** @param back address of the page that it leads back to. @throws where the provider does not answer as it should */
export async function wayTo(provider: Provider, back: string): Promise<Way> {
  const config = await describe(provider);
  const [verifier, nonce, state] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), oidc.randomState()];
  const url = oidc.buildAuthorizationUrl(config, {
    ...{ redirect_uri: back, scope: "openid", response_type: "code", state, nonce },
    ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
    ...{ prompt: "login", max_age: String(freshest) },
    ...(provider.acr === undefined ? {} : { acr_values: provider.acr.join(" ") }),
  });
  return { url: url.href, verifier, nonce, state };
}

/**
 * Changes the code for the agency's word on who it was.
 * @returns who, as one text for provider and person; null where anything does not fit: state, nonce, verifier, signature, age, strength
 */
export async function whoCame(
  provider: Provider,
  back: string,
  kept: Pick<Way, "verifier" | "nonce" | "state">,
  answer: { readonly code: string; readonly state: string; readonly iss?: string | undefined },
): Promise<string | null> {
  const config = await describe(provider);
  const came = new URL(back);
  came.searchParams.set("code", answer.code);
  came.searchParams.set("state", answer.state);
  if (answer.iss !== undefined) came.searchParams.set("iss", answer.iss);
  const tokens = await oidc
    .authorizationCodeGrant(config, came, {
      pkceCodeVerifier: kept.verifier,
      expectedNonce: kept.nonce,
      expectedState: kept.state,
      idTokenExpected: true,
      maxAge: freshest,
    })
    .catch(() => null);
  const claims = tokens?.claims();
  if (claims === undefined) return null;
  if (provider.acr !== undefined && !provider.acr.includes(String(claims.acr))) return null;
  return `${claims.iss}\n${claims.sub}`;
}
