import { fromBase64, isAgeFile } from "@threshold/sealing";

/** True for what a member's secrets are kept in: an age file for one key, in base64. */
export function isBundle(text: string): boolean {
  const bytes = fromBase64(text);
  const header = bytes === null ? null : isAgeFile(bytes);
  return header?.ok === true && header.value.recipients === 1;
}
