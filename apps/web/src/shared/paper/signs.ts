import { paperMark } from "@threshold/casework";
import { type IndicatorList, shortList } from "@threshold/identification";

/** More would make the form longer than four pages. */
const most = 30;

/**
 * Signs on the blank form of a situation, in the order of their numbers from 1: what opens first, then the situation's others. Age, form
 * and kind of community are not known when it is printed. The same list gives the same numbers.
 */
export function paperSigns(list: IndicatorList, situation: string | null): readonly string[] {
  const { first, rest } = shortList(list, { situation, age: "unsure" });
  const own = list.situations.find(({ id }) => id === situation);
  const others = own === undefined ? rest : rest.filter((id) => own.signs.includes(id) || own.childSigns?.includes(id));
  return [...first, ...others].slice(0, most);
}

/** What the number of a form says of its list: another version of the list has another mark. */
export const markOf = (list: IndicatorList, situation: string | null): string =>
  paperMark(`${list.version} ${situation ?? ""}`);

/** The situation that a form with this mark was printed for; undefined where it was another version of the list. */
export function situationOf(list: IndicatorList, mark: string): string | null | undefined {
  const all = [null, ...list.situations.map(({ id }) => id)];
  return all.find((situation) => markOf(list, situation) === mark);
}
