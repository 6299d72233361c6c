import type { DeskAddress } from "../envelope.ts";
import type { Knows } from "../knowledge.ts";
import type { CareFlag } from "./flags.ts";
import type { PassedRecord } from "./passed.ts";
import type { ChoiceRecord } from "./record.ts";
import { headsOf, type Placed, type Standing, standing } from "./slots.ts";

/** By desk or organisation: what the person said last about passing something on to it. `""`: what was said about everybody alone. */
export type Sharing = ReadonlyMap<string, Standing<ChoiceRecord>>;

type Choice = Placed<ChoiceRecord>;
type Passed = Placed<PassedRecord>;

const named = ({ record }: Choice): readonly string[] => record.recipients ?? [];
/** A no or a taking back without names is about everybody; so is no longer wanting help at all. */
const aboutAll = (one: Choice): boolean => named(one).length === 0;
const care = ({ chosen }: ChoiceRecord): number => ["yes", "not-yet", "no", "taken-back"].indexOf(chosen);

const same = (one: ChoiceRecord, other: ChoiceRecord): boolean => one.chosen === other.chosen;

/** What a choice has to say about passing on: the choices to share, and taking back the help as a whole. */
function aboutSharing(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter(
    ({ record: { purpose, chosen } }) => purpose === "share" || (purpose === "assistance" && chosen === "taken-back"),
  );
}

const speaksOf = (one: Choice, ids: readonly string[]): boolean =>
  aboutAll(one) ? one.record.chosen !== "yes" : named(one).some((id) => ids.includes(id));

export function settleSharing(choices: readonly Choice[], knows: Knows): Sharing {
  const about = aboutSharing(choices);
  const ids = [...new Set(about.flatMap(named))].sort();
  const all = new Map<string, Standing<ChoiceRecord>>();
  const general = about.filter(aboutAll);
  if (general.length > 0) all.set("", standing(general, knows, care, same));
  for (const id of ids) {
    all.set(
      id,
      standing(
        about.filter((one) => speaksOf(one, [id])),
        knows,
        care,
        same,
      ),
    );
  }
  return all;
}

/**
 * What stands about passing on to this desk; undefined where nothing was ever said that is about it. Of what was said of the desk and of its
 * organisation the more careful counts.
 */
export function sharingWith(sharing: Sharing, desk: DeskAddress | null): Standing<ChoiceRecord> | undefined {
  const said = [desk?.desk, desk?.organisation].flatMap((id) => (id === undefined ? [] : (sharing.get(id) ?? [])));
  const [first] = said.sort((a, b) => care(b.now.record) - care(a.now.record) || b.now.place - a.now.place);
  return first ?? sharing.get("");
}

const desksOf = ({ desk, fallback }: PassedRecord): readonly (DeskAddress | null)[] =>
  fallback === null ? [desk] : [desk, fallback];

/** True where it rests on a yes that does not stand any more, for one of those who have it: they are to be told. */
export function isTakenBack(sharing: Sharing, record: PassedRecord): boolean {
  if (record.state !== "stands" || record.basis !== "consent") return false;
  return desksOf(record).some((desk) => {
    const said = sharingWith(sharing, desk)?.now.record.chosen;
    return said !== undefined && said !== "yes";
  });
}

/** Flags what was passed on as by a yes while it was taken back, or with no yes that its author knew of. */
export function flagPassed(
  passed: readonly Passed[],
  choices: readonly Choice[],
  knows: Knows,
  flag: (entry: string, flag: CareFlag) => void,
): void {
  const about = aboutSharing(choices);
  for (const one of passed) {
    const { record, place, entry } = one;
    if (record.basis !== "consent" || record.state !== "stands") continue;
    for (const desk of desksOf(record)) {
      const ids = desk === null ? [] : [desk.desk, desk.organisation];
      const said = about.filter((choice) => speaksOf(choice, ids));
      const aside = said.some(
        (choice) => choice.record.chosen !== "yes" && !knows(place, choice.place) && !knows(choice.place, place),
      );
      if (aside) flag(entry, "taken-back-aside");
      const heads = headsOf(
        said.filter((choice) => knows(place, choice.place)),
        knows,
      );
      const yes = heads.length > 0 && heads.every((choice) => choice.record.chosen === "yes");
      // A call or a letter happened; a yes is asked for where this program sends.
      if (!yes && desk !== null && record.how === "sent") flag(entry, "no-yes");
    }
  }
}
