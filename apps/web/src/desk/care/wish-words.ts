import type { CaseRecord, Standing } from "@threshold/casework/care";
import { t } from "../words.ts";
import { wishes } from "./law-lists.ts";
import { wordsOf } from "./said.ts";

type Wish = Extract<CaseRecord, { topic: "wish" }>;

/** What the person said, in words: one of the list's answers, or their own. Null where nothing was said. */
export function wishWords({ wish, said }: Wish): string | null {
  const pick = wishes.find(({ id }) => id === wish)?.pick ?? [];
  return said?.known && pick.includes(said.value) ? t(`care-wish-pick.${said.value}`) : wordsOf(said);
}

/** Beside it what somebody wrote at the same time: before a call both are read. */
export function everyWish({ now, also }: Standing<Wish>): string | null {
  const [first, ...more] = [now, ...also].flatMap(({ record }) => wishWords(record) ?? []);
  return first === undefined ? null : more.reduce((said, other) => t("care.reach.more", { said, other }), first);
}
