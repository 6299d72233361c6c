import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { exportPrivateKey, importPrivateKey, makeSigningKey } from "@threshold/sealing/signing";
import { type NetworkStatement, networkOf, type Signed, signStatement } from "@threshold/sealing/trust";

/** The root of the signed directory, as this server knows it. */
export interface Root {
  readonly network: string;
  /** Raw Ed25519 key that clients pin, base64url. */
  readonly verifyKey: string;
  readonly place: NetworkStatement["root"];
  /** Null where the key is not on this machine: whoever has it signs there. */
  readonly sign: ((statement: NetworkStatement) => Promise<Signed<NetworkStatement>>) | null;
}

interface Kept {
  readonly v: 1;
  /** PKCS #8, base64url. */
  readonly signing: string;
  readonly verifyKey: string;
}

/** A root whose private half is elsewhere. @throws where the text is no key */
export async function offlineRoot(verifyKey: string): Promise<Root> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(verifyKey))
    throw new Error(
      "THRESHOLD_ROOT is no key of a root. It has 43 letters and digits; see: npx threshold directory root",
    );
  return { network: await networkOf(verifyKey), verifyKey, place: "offline", sign: null };
}

/** Reads the root key from `file`, or makes one there (mode 0600). All processes of one site must name the same file. */
export async function openRoot(file: string): Promise<Root> {
  const known = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (known === null) await makeRootFile(file, { keep: true });
  return useRoot(known ?? (await readFile(file, "utf8")), file, "this-machine");
}

/**
 * Makes a root key in a new file. Whole or not at all, and never over a file that is there.
 * @returns false where there was one, and it was to be kept
 * @throws EEXIST where there was one
 */
export async function makeRootFile(file: string, { keep = false } = {}): Promise<boolean> {
  const { privateKey, verifyKey } = await makeSigningKey({ extractable: true });
  const kept: Kept = { v: 1, signing: await exportPrivateKey(privateKey), verifyKey };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${crypto.randomUUID()}.new`;
  try {
    await writeFile(fresh, JSON.stringify(kept), { mode: 0o600 });
    await chmod(fresh, 0o600);
    await link(fresh, file);
    return true;
  } catch (error) {
    if (keep && (error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Reads a root key that was made with {@link makeRootFile}, to sign with it. */
export async function readRootFile(file: string): Promise<Root> {
  return useRoot(await readFile(file, "utf8"), file, "offline");
}

async function useRoot(text: string, file: string, place: Root["place"]): Promise<Root> {
  const wrong = new Error(`The root key in ${file} cannot be read.`);
  let kept: Kept;
  try {
    kept = JSON.parse(text) as Kept;
  } catch {
    throw wrong;
  }
  const privateKey = kept.v === 1 ? await importPrivateKey(kept.signing, { extractable: false }) : null;
  if (privateKey === null) throw wrong;
  const { verifyKey } = kept;
  const sign: NonNullable<Root["sign"]> = (statement) => signStatement(statement, { privateKey, verifyKey });
  return { network: await networkOf(verifyKey), verifyKey, place, sign };
}
