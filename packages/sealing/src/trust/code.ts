import { toBase64Url, utf8 } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { hmacSha256, readCode, sameText } from "../digest.ts";

/** What a code promises to whoever uses it: the network's root, and where the code leads. Ids are UUIDs, `root` a verify key. */
export interface CodeRoot {
  readonly network: string;
  readonly root: string;
  /** Null where the code makes a new organisation. */
  readonly organisation: string | null;
  readonly desk: string | null;
}
/** The keys that whoever used a code made for herself or for a phone. */
export interface CodeKeys {
  readonly verifyKey: string;
  readonly recipient: string | null;
}

/**
 * What is sent to the server in place of a code, when it is made and when it is used: the server never learns the code itself, with
 * which it could make marks and bindings of its own. 32 bytes, base64url; the server keeps its hash.
 */
export function codeTicket(code: string): Promise<string> {
  return mark(code, "threshold-code-ticket-v1", {});
}

/**
 * A code of 90 bits that was handed over by people proves keys both ways, past the server: it knows the code's hash only.
 * The mark is made with the code, and shows whoever uses it the right root. HMAC-SHA-256, base64url.
 */
export function codeMark(code: string, { network, root, organisation, desk }: CodeRoot): Promise<string> {
  return mark(code, "threshold-code-root-v1", { network, root, organisation, desk });
}

/** False: this root is not the one that whoever made the code meant. */
export async function checkCodeMark(code: string, root: CodeRoot, given: string): Promise<boolean> {
  return sameText(await codeMark(code, root), given);
}

/** Shows whoever made the code that these keys are those of the one who used it. */
export function codeBinding(code: string, { verifyKey, recipient }: CodeKeys): Promise<string> {
  return mark(code, "threshold-code-keys-v1", { verifyKey, recipient });
}

/** False: the keys were not made by whoever has the code. */
export async function checkCodeBinding(code: string, keys: CodeKeys, given: string): Promise<boolean> {
  return sameText(await codeBinding(code, keys), given);
}

async function mark(code: string, purpose: string, value: object): Promise<string> {
  return toBase64Url(
    await hmacSha256(utf8(`threshold-code-v1\n${readCode(code) ?? code}`), canonicalBytes(purpose, value)),
  );
}
