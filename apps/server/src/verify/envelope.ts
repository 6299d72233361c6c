import { type AnyEnvelope, type Envelope, isKnown, isUuid } from "@threshold/casework";

/** An envelope as it lies there; null where it is none, whatever somebody wrote in its place. */
export function readEnvelope(text: string | null): Envelope | null {
  const found = parsed(text);
  if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
  const envelope = found as AnyEnvelope;
  return isKnown(envelope) && envelope.parents.every(isUuid) && envelope.parts.every(isNote) ? envelope : null;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isNote(part: unknown): boolean {
  const { name, sha256 } = (part ?? {}) as { readonly name?: unknown; readonly sha256?: unknown };
  return typeof name === "string" && typeof sha256 === "string";
}
