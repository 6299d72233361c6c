import type { CaseState, DeskAddress, EntryKind, Envelope, PartNote } from "@threshold/casework";
import type { Scope } from "../database/scope.ts";
import { findDesks, lateKeys } from "../directory/directory.store.ts";
import { type Refused, refused } from "../http/problems.ts";
import { membersOf } from "./recipients.store.ts";

/** Every desk named is in the directory, and each part is sealed to exactly those it is for. */
export async function checkRecipients(scope: Scope, envelope: Envelope, state: CaseState): Promise<Refused | null> {
  const desks = desksOf(envelope, state);
  const ids = [...new Set(desks.map((desk) => desk.desk))];
  const known = await findDesks(scope, ids);
  for (const desk of desks) {
    if (known.get(desk.desk)?.organisation !== desk.organisation) return refused("desk-unknown");
  }
  if (envelope.kind === "referred") {
    const here = (desk: DeskAddress | null) => desk !== null && known.get(desk.desk)?.gone === false;
    if (!here(envelope.receiver) && !here(envelope.fallback)) return refused("desk-left", "/envelope/receiver");
  }
  const keyOf = (desk: DeskAddress | null) => known.get(desk?.desk ?? "")?.recipient ?? [];
  // A phone seals with what it last knew, and cannot seal anew what it only keeps sealed: a key of lately is the desk's key.
  const late = envelope.kind === "referred" ? await lateKeys(scope, ids) : new Map<string, string>();
  const meant = (recipient: string) => known.get(late.get(recipient) ?? "")?.recipient ?? recipient;
  for (const [at, part] of envelope.parts.entries()) {
    const due = await recipientsOf(scope, part, envelope, state, keyOf);
    const keys = new Set(due);
    const sealed = new Set(part.recipients.map(meant));
    const fits =
      part.recipients.length === keys.size && sealed.size === keys.size && [...sealed].every((key) => keys.has(key));
    if (!fits) return refused("recipient-wrong", `/envelope/parts/${at}/recipients`);
  }
  const current = known.get(envelope.sender.desk)?.recipient;
  return (await outlived(scope, envelope, state, current)) ? refused("key-old") : null;
}

const sealedToKey: ReadonlySet<EntryKind> = new Set(["resealed", "noted", "attached", "recorded"]);

/** True where somebody can open the case's key who is not of the desk or its team any more. Whoever broke the glass cannot change that. */
async function outlived(
  scope: Scope,
  envelope: Envelope,
  state: CaseState,
  desk: string | undefined,
): Promise<boolean> {
  if (!sealedToKey.has(envelope.kind) || state.status === "no-referral" || state.key === null) return false;
  const { team, sealedTo } = state.key;
  if (team !== null && !team.includes(envelope.author)) return false;
  const members = team === null ? [] : (await membersOf(scope, envelope.sender.desk)).entries();
  const here = [...members].filter(([id]) => team?.includes(id)).map(([, recipient]) => recipient);
  return !sealedTo.every((recipient) => recipient === desk || here.includes(recipient));
}

function desksOf(envelope: Envelope, state: CaseState): readonly DeskAddress[] {
  const referral = state.status === "no-referral" ? null : state;
  const more = {
    referred: () => (envelope.kind === "referred" ? [envelope.receiver, envelope.fallback] : []),
    declined: () =>
      envelope.kind === "declined" ? [envelope.onward, referral?.sender, referral?.receiver, referral?.fallback] : [],
    other: () => [],
  };
  const kind = envelope.kind === "referred" || envelope.kind === "declined" ? envelope.kind : "other";
  return [envelope.sender, ...more[kind]()].flatMap((desk) => desk ?? []);
}

/** Whose keys a part is sealed to: the desks of the referral; the desk or its team; or the case's own key. */
async function recipientsOf(
  scope: Scope,
  { name }: PartNote,
  envelope: Envelope,
  state: CaseState,
  keyOf: (desk: DeskAddress | null) => string | readonly string[],
): Promise<readonly string[]> {
  if (envelope.kind === "referred") return [envelope.receiver, envelope.fallback].flatMap(keyOf);
  if (state.status === "no-referral") return [];
  if (envelope.kind === "declined") return [state.sender, state.receiver, state.fallback].flatMap(keyOf);
  if (envelope.kind !== "keyed") return state.key === null ? [] : [state.key.recipient];
  if (name === "glass" || envelope.team === null) return [keyOf(envelope.sender)].flat();
  const members = await membersOf(scope, envelope.sender.desk);
  return envelope.team.map((member) => members.get(member) ?? "");
}
