import { type Arrival, isKnown, type ReferredCase } from "@threshold/casework";
import { type Care, type CaseRecord, dayIn, type ForeignRecord, foldCare, readRecord } from "@threshold/casework/care";
import type { CaseFile } from "@threshold/contract";
import { several } from "../../shared/several.ts";
import { type OpenCase, openNamed } from "../referral/open-case.ts";
import { stepsAhead } from "./child-lists.ts";
import { requiredSteps } from "./lists.ts";
import { opened } from "./opened.ts";

export interface OpenCare {
  readonly care: Care;
  /** Entries of the case that count, and what was recorded in them: what the next entry is folded with. */
  readonly arrivals: readonly Arrival[];
  readonly records: ReadonlyMap<string, CaseRecord | ForeignRecord>;
  readonly required: readonly string[];
  /** For each step that is about a day: how many days before it somebody is told. */
  readonly ahead: ReadonlyMap<string, readonly number[]>;
  /** Member who accepted it. */
  readonly acceptedBy: string | null;
  /** Calendar day where this computer is, by the server's clock. */
  readonly today: string;
}

/** Folded cases by their envelopes: several parts of a page ask for the same one, and a look that brought nothing new keeps them. */
const folded = new WeakMap<OpenCase["envelopes"], Promise<Omit<OpenCare, "today">>>();

/** Opens what was recorded of a case that this desk works on, and folds it. What does not open stays in the timeline. */
export async function openCare(open: OpenCase, state: ReferredCase): Promise<OpenCare> {
  const found = folded.get(open.envelopes) ?? foldOpened(open, state);
  folded.set(open.envelopes, found);
  const today = dayIn(Date.parse(open.file.now), Intl.DateTimeFormat().resolvedOptions().timeZone);
  return { ...(await found), today };
}

/** Records that are opened side by side. */
const atOnce = 8;

async function foldOpened(open: OpenCase, state: ReferredCase): Promise<Omit<OpenCare, "today">> {
  const records = new Map<string, CaseRecord | ForeignRecord>();
  const sealed = open.file.parts.filter((part) => part.name === "record");
  const found = await several(sealed, atOnce, (part) => openRecord(open, part));
  for (const [n, { entry }] of sealed.entries()) {
    const record = found[n] ?? null;
    if (record !== null) records.set(entry, record);
  }
  const counts = new Set(state.recorded);
  const at = new Map(open.file.entries.map((entry) => [entry.envelope.id, entry.receivedAt]));
  const arrivals = open.envelopes.filter(isKnown).flatMap((envelope): Arrival[] => {
    const receivedAt = at.get(envelope.id);
    if (envelope.kind === "recorded" && !counts.has(envelope.id)) return [];
    return [receivedAt === undefined ? { envelope } : { envelope, receivedAt }];
  });
  const required = requiredSteps(state.child);
  const acceptedBy = open.envelopes.find(({ id }) => id === state.answeredBy?.entry)?.author ?? null;
  const facts = { required, acceptedBy, ahead: stepsAhead };
  return { care: foldCare(arrivals, records, facts), arrivals, records, ...facts };
}

async function openRecord(
  { envelopes }: OpenCase,
  { entry, bytes }: CaseFile["parts"][number],
): Promise<CaseRecord | ForeignRecord | null> {
  const key = `${entry} ${bytes}`;
  const known = opened.get(key);
  if (known !== undefined) return known;
  const part = await openNamed(bytes, envelopes, entry, "record");
  if (!part.ok) return null;
  const record = readRecord(part.value);
  if (record !== null) opened.set(key, record);
  return record;
}
