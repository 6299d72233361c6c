import { fromUtf8 } from "./bytes.ts";

/** What these bytes say as JSON; null where they say nothing. */
export function readJson(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
