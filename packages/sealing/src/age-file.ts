import { failure, type Result, success } from "./result.ts";

export interface AgeHeader {
  /** How many keys it is sealed to. */
  readonly recipients: number;
  /** Length of the header in bytes, with its last line end. */
  readonly length: number;
}
/** `not-age`: no such file. `stanza-kind`: sealed to another kind of key. `header-broken` and `too-short`: damaged or cut. */
export type AgeFileProblem = "not-age" | "stanza-kind" | "header-broken" | "too-short";

const first = "age-encryption.org/v1\n";
const lineEnd = 10;
/** A line of an X25519 header is at most 57 bytes; ours have few recipients. */
const longestHeader = 8192;
const share = /^-> X25519 [A-Za-z0-9+/]{43}$/;
const base64Of32 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;
const mac = /^--- [A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;
const nonce = 16;
const tag = 16;
const chunk = 64 * 1024 + tag;

/**
 * Reads the header of an age file without any key: a cheap check for a server, which has none. Only X25519 stanzas are let
 * through, so the count can be compared with the recipients that the envelope names. Says nothing about whether it opens.
 */
export function isAgeFile(bytes: Uint8Array): Result<AgeHeader, AgeFileProblem> {
  for (let at = 0; at < first.length; at += 1) {
    if (at >= bytes.length) return failure(at === 0 ? "not-age" : "too-short");
    if (bytes[at] !== first.charCodeAt(at)) return failure("not-age");
  }
  let at = first.length;
  let recipients = 0;
  for (;;) {
    const line = lineAt(bytes, at);
    if (line === null) return failure(bytes.length < longestHeader ? "too-short" : "header-broken");
    at += line.length + 1;
    if (mac.test(line)) break;
    if (!line.startsWith("-> ")) return failure("header-broken");
    if (!line.startsWith("-> X25519 ")) return failure("stanza-kind");
    const body = lineAt(bytes, at);
    if (body === null) return failure("too-short");
    if (!share.test(line) || !base64Of32.test(line.slice(-43)) || !base64Of32.test(body))
      return failure("header-broken");
    at += body.length + 1;
    recipients += 1;
  }
  if (recipients === 0) return failure("header-broken");
  return fits(bytes.length - at) ? success({ recipients, length: at }) : failure("too-short");
}

/** A payload is a nonce and chunks of which only a single one may be empty. */
function fits(payload: number): boolean {
  const sealed = payload - nonce;
  if (sealed < tag) return false;
  const last = sealed % chunk;
  return sealed === tag || last === 0 || last > tag;
}

function lineAt(bytes: Uint8Array, from: number): string | null {
  const end = bytes.subarray(0, longestHeader).indexOf(lineEnd, from);
  if (end < 0) return null;
  let line = "";
  for (const byte of bytes.subarray(from, end)) line += String.fromCharCode(byte);
  return line;
}
