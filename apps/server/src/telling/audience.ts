import { can, type DeskAddress, type ReferredCase } from "@threshold/casework";
import type { NoticeKind } from "@threshold/contract";
import { openFrom, type Week } from "./hours.ts";
import type { Person } from "./people.store.ts";
import type { TellingRules } from "./rules.ts";

/** Something that one member is told. */
export interface Told {
  readonly member: string;
  readonly kind: NoticeKind;
  /** What it is about, as a code within the case: nobody is told the same twice. */
  readonly about: string;
  readonly urgent: boolean;
  readonly due: string | null;
  /** The desk is closed until then; null where it is sent at once. */
  readonly notBefore: Date | null;
}

/** Kinds that an answer makes idle. */
export const waitingKinds = ["referral-came", "answer-due-soon", "passed-on", "nobody-answered"] as const;

/** Who works at the desks of a case, and when these are open. */
export interface Around {
  readonly people: readonly Person[];
  readonly hours: ReadonlyMap<string, readonly Week[]>;
  readonly rules: TellingRules;
  readonly now: Date;
}

/** What concerns a child, or cannot wait. */
export const isUrgent = ({ child, urgency }: Pick<ReferredCase, "child" | "urgency">): boolean =>
  child || urgency === "now";

const at = ({ people }: Around, desk: DeskAddress | null): readonly Person[] =>
  people.filter((one) => one.here && one.desk === desk?.desk && one.organisation === desk.organisation);

/** Whoever is here and works cases of the desk. */
export const workers = (around: Around, desk: DeskAddress | null): readonly Person[] =>
  at(around, desk).filter(({ roles }) => can(roles, "work-cases"));

/** Whoever is here and coordinates. */
export const coordinators = (around: Around, desk: DeskAddress | null): readonly Person[] =>
  at(around, desk).filter(({ roles }) => roles.includes("coordinator"));

/** Whoever sent it: the member herself while she is here; else, and for a phone, whoever sees at her desk what it sent. */
export function senders(around: Around, { author, sender }: Pick<ReferredCase, "author" | "sender">) {
  const desk = at(around, sender).filter(({ roles }) => can(roles, "see-sent"));
  const own = desk.filter(({ member }) => member === author);
  return own.length > 0 ? own : desk;
}

/**
 * Until when mail and push to somebody wait, since her desk is closed. Whom the country's file lets know at once, and where the desk
 * would open too late to be of use, nothing waits.
 */
export function waitsUntil(person: Person, around: Around, urgent: boolean, before: Date | null): Date | null {
  const { hours, rules, now } = around;
  const opens = openFrom(hours.get(person.desk) ?? [], now, rules.zone);
  if (opens === null || opens <= now || (before !== null && opens >= before)) return null;
  const awake = rules.whenClosed[urgent ? "urgent" : "usual"];
  const atOnce =
    (awake.includes("coordinators") && person.roles.includes("coordinator")) ||
    (awake.includes("willing") && person.willing);
  return atOnce ? null : opens;
}
