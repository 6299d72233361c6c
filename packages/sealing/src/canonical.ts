import canonicalize from "canonicalize";
import { type Bytes, utf8 } from "./bytes.ts";

// The package's types say that it exports a default inside a module; what it exports is the function itself.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/**
 * The one way to write a value before it is hashed or signed: a line that says what it is for, then canonical JSON (RFC 8785).
 * With the line a signature over one thing can never pass for one over another.
 * @throws where the value is not JSON, such as NaN or undefined
 */
export function canonicalBytes(purpose: string, value: unknown): Bytes {
  const text = serialize(value);
  if (text === undefined) throw new Error("only JSON can be written canonically");
  return utf8(`${purpose}\n${text}`);
}
