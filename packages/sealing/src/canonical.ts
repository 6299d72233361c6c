import canonicalize from "canonicalize";
import { type Bytes, utf8 } from "./bytes.ts";

// The package's types say that it exports a default inside a module; what it exports is the function itself.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/**
 * Canonical JSON (RFC 8785): the same value is always the same text.
 * @throws where the value is not JSON, such as NaN or undefined
 */
export function canonicalText(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new Error("only JSON can be written canonically");
  return text;
}

/**
 * The one way to write a value before it is hashed or signed: a line that says what it is for, then canonical JSON. With the
 * line a signature over one thing can never pass for one over another.
 * @throws where the value is not JSON
 */
export function canonicalBytes(purpose: string, value: unknown): Bytes {
  return utf8(`${purpose}\n${canonicalText(value)}`);
}
