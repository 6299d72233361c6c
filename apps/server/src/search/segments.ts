import type { NewSegment } from "@threshold/contract";
import { fromBase64, isAgeFile } from "@threshold/sealing";
import type { Scope } from "../database/scope.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addSegment, dropSegments, hasVersion, lockIndex, readSegment, segmentsOf } from "./segments.store.ts";

/** A browser that searches puts small segments together; more than this only comes from one that does not. */
const most = 2000;
const mostBytes = 655_360;

export interface ForDesk {
  readonly organisation: string;
  readonly desk: string;
  readonly at: Date;
}

/** Takes a sealed segment, in place of others where it says so: all of them, or nothing is changed. */
export async function takeSegment(
  scope: Scope,
  { organisation, desk, at }: ForDesk,
  { id, version, bytes, replaces }: NewSegment,
): Promise<{ readonly ok: true } | Refused> {
  const sealed = fromBase64(bytes);
  const header = sealed === null ? null : isAgeFile(sealed);
  if (sealed === null || header === null || !header.ok) return refused("part-not-sealed", "/bytes");
  if (header.value.recipients !== 1) return refused("recipient-wrong", "/bytes");
  if (sealed.length > mostBytes) return refused("too-large", "/bytes");
  if (!(await hasVersion(scope, desk, version))) return refused("recipient-wrong", "/version");
  await lockIndex(scope, desk);
  if ((await readSegment(scope, desk, id)) !== null) return { ok: true };
  const there = await segmentsOf(scope, desk);
  const ofKey = there.filter((one) => one.version === version);
  if (ofKey.length - replaces.length >= most) return refused("too-large");
  // Only the newest: what a segment between them took back or added would change places with what is put together.
  const newest = replaces.length === 0 ? [] : there.slice(-replaces.length);
  if (replaces.some((id) => !newest.some((one) => one.id === id && one.version === version)))
    return refused("index-changed", "/replaces");
  await dropSegments(scope, replaces);
  await addSegment(scope, { id, version, organisation, desk, bytes: Buffer.from(sealed), at });
  return { ok: true };
}
