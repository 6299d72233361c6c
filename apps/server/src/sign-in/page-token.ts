import { hmacSha256, sameText, toBase64Url } from "@threshold/sealing";

/** Carries the page's token: to the page in each answer to a session, and back with each write. */
export const pageHeader = "x-threshold-page";

/**
 * What a page of ours shows to write in a session's name. Another site can make a browser send the cookie, yet neither reads this
 * nor can work it out; it says nothing of the session's token.
 */
export async function pageToken(session: string): Promise<string> {
  const text = new TextEncoder();
  return toBase64Url(await hmacSha256(text.encode(session), text.encode("threshold-page-v1")));
}

export async function pageFits(session: string, given: unknown): Promise<boolean> {
  return typeof given === "string" && sameText(await pageToken(session), given);
}
