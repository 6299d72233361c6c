import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Envelope } from "@threshold/casework";
import {
  fromBase64Url,
  type Head,
  randomBytes,
  type SignedHead,
  signHead,
  signReceipt,
  signRecord,
  toBase64Url,
} from "@threshold/sealing";
import { exportPrivateKey, importPrivateKey, makeSigningKey, signEnvelope } from "@threshold/sealing/signing";

/** The server's own keys: what it signs with as an author and as the keeper of the log. The private half stays in here. */
export interface ServerKeys {
  /** The server's id as an author. */
  readonly id: string;
  /** Raw Ed25519 public key, base64url. */
  readonly verifyKey: string;
  /** 32 bytes for marks that only this server can make. */
  readonly secret: Uint8Array;
  signReceipt(hash: string): Promise<string>;
  signRecord(hash: string): Promise<string>;
  signEnvelope(envelope: Envelope): Promise<string>;
  signHead(head: Head): Promise<SignedHead>;
}

interface Kept {
  readonly v: 1;
  readonly id: string;
  /** PKCS #8, base64url. */
  readonly signing: string;
  readonly verifyKey: string;
  readonly secret: string;
}

/** Reads the keys from `file`, or makes them there (mode 0600). All processes of one site must name the same file. */
export async function openKeys(file: string): Promise<ServerKeys> {
  return useKeys(JSON.parse(await keepOnce(file, make)) as Kept, file);
}

async function make(): Promise<string> {
  const { privateKey, verifyKey } = await makeSigningKey({ extractable: true });
  const kept: Kept = {
    v: 1,
    id: crypto.randomUUID(),
    signing: await exportPrivateKey(privateKey),
    verifyKey,
    secret: toBase64Url(randomBytes(32)),
  };
  return JSON.stringify(kept);
}

/** The text of `file`, made first where it is not there (mode 0600). */
export async function keepOnce(file: string, make: () => Promise<string>): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text !== null) return text;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Whole or not at all, and never over a file that another process made first. (In two containers both may have one number.)
  const fresh = `${file}.${crypto.randomUUID()}.new`;
  await writeFile(fresh, await make(), { mode: 0o600 });
  await chmod(fresh, 0o600);
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(fresh);
  return readFile(file, "utf8");
}

async function useKeys(kept: Kept, file: string): Promise<ServerKeys> {
  const key = kept.v === 1 ? await importPrivateKey(kept.signing, { extractable: false }) : null;
  const secret = fromBase64Url(kept.secret);
  if (key === null || secret === null) throw new Error(`The server's keys in ${file} cannot be read.`);
  return {
    id: kept.id,
    verifyKey: kept.verifyKey,
    secret,
    signReceipt: (hash) => signReceipt(hash, key),
    signRecord: (hash) => signRecord(hash, key),
    signEnvelope: (envelope) => signEnvelope(envelope, key),
    signHead: (head) => signHead(head, key, kept.verifyKey),
  };
}
