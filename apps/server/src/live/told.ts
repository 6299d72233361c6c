import type { News } from "./news.ts";

/** What comes over the channel: news of a case, a session that ended, a member whose roles, desks or standing changed. */
export type Told =
  | { readonly news: News }
  /** Id of the session (not its token), or of the member. */
  | { readonly session: string }
  | { readonly member: string };

/** Reads what came; null where it is nothing of ours, such as of a newer version. */
export function readTold(payload: string): Told | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { session, member, to } = value as { session?: unknown; member?: unknown; to?: unknown };
  if (typeof session === "string") return { session };
  if (typeof member === "string") return { member };
  return typeof (value as News).case === "string" && Array.isArray(to) ? { news: value as News } : null;
}
