import type { Catalogue, Sign } from "./catalogue.ts";
import { type Count, isOpen, isTreatedAsChild } from "./count.ts";
import type { Sentence } from "./explanation.ts";
import { suits } from "./look-next.ts";
import { type Stand, standOf } from "./stand.ts";
import { mark, plus } from "./tally.ts";

/** How many signs a sentence suggests: as many as somebody can keep in mind. */
const MOST = 3;

/** What is still missing of act, means and purpose (II.2), and which signs that nobody answered yet would support it. */
export function missingOf(catalogue: Catalogue, count: Count, now: Stand): Sentence[] {
  const sentences: Sentence[] = [];
  for (const element of ["act", "means", "purpose"] as const) {
    const values = { element: `element.${element}` };
    const section = `=${catalogue.sectionOf(`E-${element}`)}`;
    if (now[element] === "not-required")
      sentences.push({ key: "explain.missing.not-needed", values: { ...values, section } });
    if (now[element] !== "not-yet") continue;
    sentences.push({ key: `explain.missing.${element}`, values: { ...values, section } });
    const signs = supporting(catalogue, count, element);
    if (signs.length > 0) {
      sentences.push({
        key: "explain.missing.signs",
        values: { ...values, signs: signs.map(({ id }) => `sign.${id}`) },
      });
    }
  }
  return sentences;
}

/**
 * Open signs of this age that would support the element: those that point to the form known first, then those that speak for
 * fewest other elements, so that each element gets examples of its own; else as the list has them.
 */
function supporting(catalogue: Catalogue, count: Count, element: "act" | "means" | "purpose"): Sign[] {
  const child = isTreatedAsChild(count, count.tally);
  const form = count.form?.form.id;
  const fitting: Sign[] = [];
  for (const { marks, signs } of catalogue.kinds) {
    // Papers in doubt would change how everything else is read; as support for an element they would only puzzle.
    const then = standOf(count, plus(count.tally, marks & ~mark.doubtfulPapers))[element];
    if (then === "not-yet" || then === "not-required") continue;
    fitting.push(...signs.filter((sign) => isOpen(count, sign) && suits(sign.indicator, child, count.ageOpen)));
  }
  const pointsElsewhere = ({ indicator: { forms } }: Sign): boolean =>
    form !== undefined && forms.length > 0 && !forms.includes(form);
  const rank = ({ indicator: { forms } }: Sign): number => (form !== undefined && forms.includes(form) ? 0 : 1);
  const elements = ({ indicator }: Sign): number => indicator.elements.length;
  return fitting
    .filter((sign) => !pointsElsewhere(sign))
    .sort((a, b) => rank(a) - rank(b) || elements(a) - elements(b) || a.index - b.index)
    .slice(0, MOST);
}
