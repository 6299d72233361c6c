import type { Assessment, CaseInput, Indicator } from "../../src/index.ts";
import { list } from "./list.ts";

/**
 * The rules of judging once more, read sentence by sentence and with no thought for speed: what the engine is compared
 * with. It shares no code with the engine.
 */
export function byTheBook(input: CaseInput): Pick<Assessment, "result" | "act" | "means" | "purpose" | "treatAsChild"> {
  const noticed = list.indicators.filter(({ id }) => input.present.includes(id) || input.used.includes(id));
  const used = (sign: Indicator): boolean => sign.vulnerability && input.used.includes(sign.id);
  const treatAsChild =
    input.age === "child" ||
    input.age === "unsure-claims-child" ||
    (input.age === "unsure" && noticed.some((sign) => sign.roles.includes("doubtful-papers")));

  const counted = noticed.filter((sign) => !sign.roles.includes("group") || used(sign));
  const direct = counted.filter((sign) => sign.direct || used(sign) || (sign.directFor === "child" && treatAsChild));
  const withRole = (role: Indicator["roles"][number]): Indicator[] =>
    counted.filter((sign) => sign.roles.includes(role));

  const kind = list.forms.find(({ id }) => id === input.form?.id);
  const sure = input.form !== null && (input.form.basis === "seen" || input.form.basis === "said");
  const conditions = withRole("condition").length;
  const exploitative = conditions >= 2 || (conditions >= 1 && sure && kind?.labour === true);
  const act = input.act.length > 0 || counted.some((sign) => sign.elements.includes("act"));

  const presumed =
    direct.length > 0 ||
    input.claims ||
    exploitative ||
    withRole("after").length >= 2 ||
    (treatAsChild && sure) ||
    (act && sure && input.form?.stage === "intended");
  const potential = counted.length > 0 || input.form !== null || input.act.length > 0;

  const happening = sure && input.form?.stage === "happening";
  const exploited =
    direct.some((sign) => sign.elements.includes("purpose")) ||
    exploitative ||
    (withRole("control").length > 0 && happening) ||
    (treatAsChild && happening);
  const intended =
    (sure && input.form?.stage === "intended") ||
    (input.form?.basis === "suspected" && withRole("deception").length > 0);

  const means = direct.some((sign) => sign.elements.includes("means")) || counted.some(used);
  return {
    result: presumed ? "presumed" : potential ? "potential" : "none",
    act: act ? "supported" : "not-yet",
    means: treatAsChild ? "not-required" : means ? "supported" : "not-yet",
    purpose: exploited ? "exploited" : intended ? "intended" : "not-yet",
    treatAsChild,
  };
}
