import type { Indicator, IndicatorList } from "@threshold/identification";
import { answers, asked, type Question } from "./questions.ts";

/** When a question is put: another one was answered, or was not answered in one of these ways. Not answered counts as open. */
export type Condition =
  | { readonly question: string; readonly given: true }
  | { readonly question: string; readonly not: readonly string[] };

export interface Group {
  readonly id: string;
  /** Text key. */
  readonly text: string;
  readonly when: Condition | null;
  readonly questions: readonly Question[];
}

/** What one form asks, before it is said in anybody's format. */
export interface Outline {
  /** Id of the situation, or `catalogue`. */
  readonly id: string;
  /** Text key of the title. */
  readonly title: string;
  readonly situation: string | null;
  readonly version: string;
  readonly groups: readonly Group[];
}

export const CATALOGUE = "catalogue";

const ADULT: Condition = { question: "age", not: ["child", "unsure-claims-child"] };
const CHILD: Condition = { question: "age", not: ["adult"] };
const phases = ["before", "recruitment", "transfer", "exploitation", "after"] as const;

/**
 * One situation's signs, the likeliest first, or with null every sign of the list by phase; around them what the rules ask of
 * age, form, acts and words. Signs for one age stand in a group that opens for that age. Throws for an unknown situation.
 */
export function outlineOf(list: IndicatorList, situation: string | null): Outline {
  const groups = situation === null ? byPhase(list) : bySituation(list, situation);
  return {
    id: situation ?? CATALOGUE,
    title: situation === null ? "command.export-form.catalogue" : `situation.${situation}`,
    situation,
    version: list.version,
    groups: [asked.person(), ...groups, asked.exploitation(list), asked.said(list)],
  };
}

function bySituation(list: IndicatorList, situation: string): Group[] {
  const met = list.situations.find(({ id }) => id === situation);
  if (met === undefined) throw new Error(`the list has no situation ${JSON.stringify(situation)}`);
  const byId = new Map(list.indicators.map((sign) => [sign.id, sign]));
  const signs = [...new Set([...met.signs, ...(met.childSigns ?? [])])].flatMap((id) => byId.get(id) ?? []);
  return groupsOf("signs", signs);
}

function byPhase(list: IndicatorList): Group[] {
  return phases.flatMap((phase) =>
    groupsOf(
      `signs-${phase}`,
      list.indicators.filter((sign) => sign.phase === phase),
    ),
  );
}

/** The signs of every age, then those of one age only; groups without a sign are left out. */
function groupsOf(id: string, signs: readonly Indicator[]): Group[] {
  const forOnly = (age: "adult" | "child"): Indicator[] =>
    signs.filter(({ ages }) => ages.length === 1 && ages[0] === age);
  const parts: readonly Group[] = [
    groupOf(
      id,
      id,
      null,
      signs.filter(({ ages }) => ages.length !== 1),
    ),
    groupOf(`${id}-child`, "child-only", CHILD, forOnly("child")),
    groupOf(`${id}-adult`, "adult-only", ADULT, forOnly("adult")),
  ];
  return parts.filter(({ questions }) => questions.length > 0);
}

function groupOf(id: string, text: string, when: Condition | null, signs: readonly Indicator[]): Group {
  return { id, text: `command.export-form.${text}`, when, questions: signs.map(questionOf) };
}

function questionOf(sign: Indicator): Question {
  return {
    id: sign.id,
    text: `sign.${sign.id}`,
    hint: `sign-means.${sign.id}`,
    answers: sign.vulnerability || sign.directWhen === "used-by-someone" ? answers.signUsed : answers.sign,
    many: false,
    when: null,
    section: sign.sections[0] ?? null,
    sign,
  };
}
