import type { Action, Form, Indicator, IndicatorList, Result } from "./list.ts";
import { marksOf } from "./tally.ts";

/** One indicator with everything the rules ask of it worked out beforehand. */
export interface Sign {
  readonly id: string;
  /** Place in the list: the order of everything that is handed out. */
  readonly index: number;
  readonly indicator: Indicator;
  readonly direct: boolean;
  /** Direct only where the person is, or is treated as, a child. */
  readonly directForChild: boolean;
  /** `used` may name it. */
  readonly vulnerability: boolean;
  /** Only describes a group: counts for nothing until somebody used it (row 19 of the guidebook's ideas). */
  readonly group: boolean;
  /** Actions that are for whoever shows this sign. */
  readonly actions: readonly string[];
  /** A risk factor. */
  readonly risk: boolean;
  /** Place of its Delphi dimension in the list; -1 for signs of other lists. */
  readonly dimension: number;
  /** Its marks (`tally.ts`) when it is noticed, and when somebody used it. */
  readonly noticed: number;
  readonly used: number;
}

/** An action whose conditions of result and age hold. */
export interface ReadyAction {
  readonly id: string;
  /** What is still to be asked; null where nothing is. */
  readonly when: Pick<Action["when"], "guard" | "form" | "sign"> | null;
}

/** Signs with the same marks, in the list's order. */
export interface Kind {
  readonly marks: number;
  readonly signs: readonly Sign[];
}

/** A list made ready for looking up. */
export interface Catalogue {
  readonly list: IndicatorList;
  readonly signs: readonly Sign[];
  readonly signById: ReadonlyMap<string, Sign>;
  readonly formById: ReadonlyMap<string, Form>;
  readonly guardOfStatement: ReadonlyMap<string, string>;
  readonly acts: ReadonlySet<string>;
  /** The actions that result and age leave, in the order they are shown; their other conditions are still to be asked. */
  readonly actionsFor: Readonly<
    Record<Result, { readonly child: readonly ReadyAction[]; readonly adult: readonly ReadyAction[] }>
  >;
  /** Signs with the same marks, in the list's order: what such a sign would change is worked out once for all of them. */
  readonly kinds: readonly Kind[];
  /** Kinds by what one more sign of them would change, for standings met before (`look-next.ts`). */
  readonly ranked: Map<number, readonly (readonly Kind[])[]>;
  /** A zero for each sign, to be copied: quicker than a typed array, which an engine keeps outside its heap. */
  readonly unanswered: readonly number[];
  /** Section of a rule; throws where the list lacks the rule, since a reason without its source may not be shown. */
  readonly sectionOf: (rule: string) => string;
}

const prepared = new WeakMap<IndicatorList, Catalogue>();

/** The catalogue of a list. Prepared once per list object, which must not be changed afterwards. */
export function catalogueOf(list: IndicatorList): Catalogue {
  const known = prepared.get(list);
  if (known !== undefined) return known;
  const made = prepare(list);
  prepared.set(list, made);
  return made;
}

function prepare(list: IndicatorList): Catalogue {
  const signs = list.indicators.map((indicator, index) => signOf(list, indicator, index));
  const marks = [...new Set(signs.map(({ noticed }) => noticed))];
  const sections = new Map(list.rules.map((rule) => [rule.id, rule.section]));
  const ordered = [...list.actions].sort((a, b) => a.order - b.order);
  const actions = (result: Result, child: boolean): ReadyAction[] =>
    ordered
      .filter(({ when }) => (when.result?.includes(result) ?? true) && (when.child ?? child) === child)
      .map(readyAction);
  return {
    list,
    signs,
    signById: new Map(signs.map((sign) => [sign.id, sign])),
    formById: new Map(list.forms.map((form) => [form.id, form])),
    guardOfStatement: new Map(list.statements.map((statement) => [statement.id, statement.guard])),
    acts: new Set(list.acts),
    actionsFor: {
      presumed: { child: actions("presumed", true), adult: actions("presumed", false) },
      potential: { child: actions("potential", true), adult: actions("potential", false) },
      none: { child: actions("none", true), adult: actions("none", false) },
    },
    kinds: marks.map((same) => ({ marks: same, signs: signs.filter(({ noticed }) => noticed === same) })),
    ranked: new Map(),
    unanswered: signs.map(() => 0),
    sectionOf(rule) {
      const section = sections.get(rule);
      if (section === undefined) throw new Error(`the list has no rule ${rule}`);
      return section;
    },
  };
}

function readyAction({ id, when }: Action): ReadyAction {
  const free = when.guard === undefined && when.form === undefined && when.sign === undefined;
  return { id, when: free ? null : when };
}

function signOf(list: IndicatorList, indicator: Indicator, index: number): Sign {
  const vulnerability = isVulnerability(indicator);
  const noticed = marksOf(indicator, false);
  return {
    id: indicator.id,
    index,
    indicator,
    direct: indicator.direct,
    directForChild: indicator.directFor === "child",
    vulnerability,
    group: indicator.roles.includes("group"),
    actions: list.actions.filter(({ when }) => when.sign?.includes(indicator.id)).map(({ id }) => id),
    risk: indicator.roles.includes("risk"),
    dimension: list.dimensions.findIndex(({ id }) => id === indicator.dimension),
    noticed,
    used: vulnerability ? marksOf(indicator, true) : noticed,
  };
}

/** Whether `used` may name the indicator (II.2: abuse of a position of vulnerability). */
export function isVulnerability(indicator: Indicator): boolean {
  return indicator.vulnerability || indicator.directWhen === "used-by-someone";
}
