import type { ReferredCase } from "@threshold/casework";
import { cardLabel, cardsOf, type GroupCard } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";
import type { Said } from "../care/write.ts";
import { casesOfGroup, loadIndex, rememberGroup } from "../search/index.ts";
import { current } from "../session.ts";
import { done, type Step, stepOf, stopped } from "../team/step.ts";
import { linesByReference, linesOf, openOther, recordThere } from "./cases.ts";

/** A case that is put to a card of a group. */
export interface InGroup {
  readonly number: number;
  readonly line: InboxLine;
}

/**
 * Cases of this desk that are put to cards of one evening, by their numbers. The desk's own index says which may be; each is opened here, and its
 * records say which are. The server learns which cases fitted and never the code.
 */
export async function groupOf(code: string): Promise<Step<readonly InGroup[]>> {
  for (const { id } of current().desks) {
    const loaded = stepOf(await loadIndex(id));
    if (!loaded.ok) return loaded;
  }
  const lines = await linesOf(await casesOfGroup(code));
  if (!lines.ok) return lines;
  const found: InGroup[] = [];
  for (const line of lines.value) {
    const other = await openOther(line.case);
    if (!other.ok) {
      if (other.why === "closed") continue;
      return other;
    }
    const own = cardsOf(other.value.care.care).filter((card) => card.code === code);
    found.push(...own.map(({ number }) => ({ number, line })));
  }
  return done(found.sort((a, b) => a.number - b.number || a.line.reference.localeCompare(b.line.reference)));
}

/** A case is put to a card: what is recorded in it. */
export const cardLink = (card: GroupCard): Said => ({
  ...{ topic: "link", link: crypto.randomUUID(), reference: null, label: cardLabel(card), note: null },
  ...{ relation: "same-group", state: "joined" },
});

/** Puts the case with this reference to a card. `there`: it is already. `closed`: no case of this desk that this member may add to. */
export async function putToCard(reference: string, card: GroupCard): Promise<Step<"joined" | "there">> {
  const lines = await linesByReference([reference]);
  if (!lines.ok) return lines;
  const line = lines.value.get(reference);
  if (line === undefined) return stopped("closed");
  const other = await openOther(line.case);
  if (!other.ok) return other;
  const { care, desk, state } = other.value;
  if (cardsOf(care.care).some((one) => one.code === card.code && one.number === card.number)) return done("there");
  const kept = await recordThere(other.value, cardLink(card));
  if (!kept.ok) return kept;
  await findableByCard(desk, state, card.code);
  return done("joined");
}

/** By its group this desk can find a case again; what only a team works on, not by the desk's index. */
export async function findableByCard(desk: string, state: ReferredCase, code: string): Promise<void> {
  if (state.key?.team == null) await rememberGroup(desk, state.case, code);
}
