import { canonicalBytes } from "../canonical.ts";
import { sha256Hex } from "../digest.ts";
import { signBytes, verifyBytes } from "../signing.ts";
import type { Certificate, NetworkStatement, OrganisationStatement } from "./kinds.ts";

export type Statement = NetworkStatement | OrganisationStatement | Certificate;

/** A statement as it travels: who signed it (raw Ed25519 key) and the signature, both base64url. */
export interface Signed<S extends Statement> {
  readonly statement: S;
  readonly by: string;
  readonly signature: string;
}

/** Whoever signs: the private key may be one that cannot be taken out of its browser. */
export interface Signer {
  readonly privateKey: CryptoKey;
  readonly verifyKey: string;
}

const purposes = {
  network: "threshold-network-v1",
  organisation: "threshold-organisation-v1",
  certificate: "threshold-certificate-v1",
} as const;

export async function signStatement<S extends Statement>(statement: S, signer: Signer): Promise<Signed<S>> {
  const signature = await signBytes(bytesOf(statement), signer.privateKey);
  return { statement, by: signer.verifyKey, signature };
}

/** True only where `by` signed exactly this. Never throws over what it is given. */
export async function isSigned({ statement, by, signature }: Signed<Statement>): Promise<boolean> {
  try {
    return await verifyBytes(bytesOf(statement), signature, by);
  } catch {
    return false;
  }
}

/** SHA-256 of what the statement says, 64 hex digits: its link in a chain. */
export async function bodyOf(statement: Statement): Promise<string> {
  return sha256Hex(bytesOf(statement));
}

/**
 * The name of a statement, 64 hex digits. It covers the hash before it and the body apart, so that a chain can be walked over the
 * bodies' hashes alone, without the statements in between.
 */
export async function statementHash(statement: Statement): Promise<string> {
  return linkHash("previous" in statement ? statement.previous : null, await bodyOf(statement));
}

export async function linkHash(previous: string | null, body: string): Promise<string> {
  return sha256Hex(canonicalBytes("threshold-link-v1", { previous, body }));
}

function bytesOf(statement: Statement): ReturnType<typeof canonicalBytes> {
  return canonicalBytes(purposes[statement.kind], statement);
}
