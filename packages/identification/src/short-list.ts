import type { CaseInput } from "./assessment.ts";
import { catalogueOf, type Sign } from "./catalogue.ts";
import type { Community, IndicatorList, Move } from "./list.ts";
import { suits } from "./look-next.ts";

/** How many signs open at once: a list that is short enough to be used (I, III.4). */
export const FIRST = 12;

export interface ShortList {
  /** The likeliest signs of the situation, at most twelve. */
  readonly first: readonly string[];
  /** The situation's other signs and every other sign of the list: all within reach, none twice. */
  readonly rest: readonly string[];
}

/** What is known where signs are to be offered. */
export interface Met {
  /** Null, or one that the list does not know: the whole list is offered in its order. */
  readonly situation: string | null;
  readonly age: CaseInput["age"];
  /** The form of exploitation that shows, if one does. */
  readonly form?: string | null;
  readonly community?: Community | null;
}

/**
 * The signs to offer where a person is met, the likeliest first: the situation's order for the age, moved by the form and by
 * the community as the list's `orders` say (III.4, V.3, VI.4). Form and community change the order alone: `first` and `rest`
 * together stay the same signs. Signs that do not suit the age are left out; where the age is open, all stay.
 */
export function shortList(list: IndicatorList, { situation, age, form = null, community = null }: Met): ShortList {
  const { signs, signById } = catalogueOf(list);
  const child = age === "child" || age === "unsure-claims-child";
  const met = list.situations.find(({ id }) => id === situation);
  const named = met === undefined ? [] : [...((child && met.childSigns) || []), ...met.signs];
  const own = [...new Set(named)].flatMap((id) => signById.get(id) ?? []).filter((sign) => fits(sign));
  const others = signs.filter((sign) => fits(sign) && !own.includes(sign));

  const { elsewhere = own.length, moves = [] } = list.orders ?? {};
  const known = moves.filter(({ when }) => holds(when.form, form) && holds(when.community, community));
  const placed = [...own, ...others].map((sign, index) => {
    const up = known.reduce((sum, move) => (moved(move, sign, form) ? sum + move.up : sum), 0);
    const isOwn = index < own.length;
    // A sign of another situation opens with these only where something known speaks for it.
    return { id: sign.id, place: (isOwn ? index : Math.max(elsewhere, own.length)) - up, opens: isOwn || up > 0 };
  });
  // Sorting is stable: equals keep the situation's order, then the list's.
  placed.sort((a, b) => a.place - b.place);
  const opening = met === undefined ? placed : placed.filter(({ opens }) => opens);
  const first = opening.slice(0, FIRST).map(({ id }) => id);
  return { first, rest: placed.map(({ id }) => id).filter((id) => !first.includes(id)) };

  function fits({ indicator }: Sign): boolean {
    return suits(indicator, child, age === "unsure");
  }
}

function holds<Value>(wanted: readonly Value[] | undefined, known: Value | null): boolean {
  return wanted === undefined || (known !== null && wanted.includes(known));
}

function moved({ which }: Move, { id, indicator }: Sign, form: string | null): boolean {
  const { form: pointing, phase, role, sign } = which;
  const { forms, roles } = indicator;
  if (pointing !== undefined) {
    if (form === null || forms.length === 0) return false;
    if (forms.includes(form) !== (pointing === "known")) return false;
  }
  if (phase !== undefined && !phase.includes(indicator.phase)) return false;
  if (role !== undefined && !role.some((one) => roles.includes(one))) return false;
  return sign === undefined || sign.includes(id);
}
