import type { Sharing } from "@threshold/casework/care";
import { list, t } from "../words.ts";
import { namesOfIds } from "./names.ts";

/** For whom the person said yes, and for whom she took it back, each service apart. */
export function sharedWith(sharing: Sharing): readonly string[] {
  const of = (chosen: string) =>
    [...sharing].flatMap(([id, { now }]) => (id !== "" && now.record.chosen === chosen ? [id] : []));
  return (["yes", "taken-back", "no"] as const).flatMap((chosen) => {
    const ids = of(chosen);
    return ids.length === 0 ? [] : [t(`onward.share.is.${chosen}`, { names: list(namesOfIds(ids)) })];
  });
}
