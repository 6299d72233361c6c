import { isDay } from "./days.ts";
import type { CaseRecord, ForeignRecord, Topic } from "./record.ts";

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === "string" && value.length <= 20_000;
const flag: Check = (value) => typeof value === "boolean";
const nothing: Check = (value) => value === null;
const missing: Check = (value) => value === undefined;
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0 && Number(value) < 10_000;
const moment: Check = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
const is =
  (...allowed: readonly string[]): Check =>
  (value) =>
    allowed.some((one) => one === value);
const or =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= 200 && value.every(item);
const object =
  (fields: { readonly [key: string]: Check }): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));
const answer = or(
  nothing,
  object({ known: (value) => value === true, value: text }),
  object({ known: (value) => value === false, why: is("not-known", "declined") }),
);
const day = or(nothing, isDay);
const desk = or(nothing, object({ organisation: text, desk: text }));
const interpreter = is("none-needed", "professional", "phone-service", "other-adult", "none-available");

type Fields<T extends Topic> = Record<Exclude<keyof Extract<CaseRecord, { topic: T }>, "v" | "at" | "topic">, Check>;
const shapes: { readonly [T in Topic]: Fields<T> } = {
  stage: {
    stage: is("preliminary", "specialised", "procedural", "judicial"),
    authority: or(nothing, text),
    by: answer,
    outcome: is("grounds", "confirmed", "not-now"),
    reason: answer,
    ownView: answer,
  },
  step: { step: text, state: is("begun", "done"), by: answer, found: answer },
  reflection: {
    act: or(
      object({ is: is("started"), from: isDay, days: count }),
      object({ is: is("extended"), until: isDay }),
      object({ is: is("ended"), on: isDay }),
    ),
    reason: answer,
  },
  told: {
    piece: text,
    language: text,
    how: is("spoken", "written", "both"),
    interpreter,
    understood: is("yes", "to-repeat"),
  },
  choice: {
    purpose: text,
    chosen: is("yes", "no", "not-yet", "taken-back"),
    how: is("spoken", "written", "mark", "witness"),
    language: text,
    interpreter,
    text,
    until: day,
    paper: or(missing, nothing, text),
    recipients: or(missing, nothing, list(text)),
  },
  need: {
    need: text,
    state: is("wanted", "offered", "waiting", "given", "declined", "aside"),
    by: answer,
    note: answer,
    outcome: or(missing, answer),
  },
  risk: {
    risk: text,
    moment: is("early", "after-event", "before-move", "before-return", "on-return"),
    level: is("high", "some", "none", "not-known"),
    plan: answer,
    by: answer,
    again: day,
  },
  "child-step": {
    step: text,
    state: is("open", "done", "not-needed"),
    by: answer,
    note: answer,
    day: or(missing, day),
    answer: or(missing, nothing, is("yes", "no", "not-known")),
    how: or(missing, nothing, is("phone", "met", "written")),
    around: or(missing, list(object({ who: text, said: answer }))),
  },
  task: { task: text, what: text, owner: or(nothing, text), by: day, done: flag },
  owner: { member: text, note: answer },
  closed: { reason: text, note: answer, unfinished: list(object({ step: text, why: text })) },
  reopened: { note: answer },
  evidence: {
    item: text,
    act: is("found", "taken", "copied", "handed-over", "returned", "left"),
    kind: text,
    what: text,
    where: answer,
    by: answer,
    power: answer,
    to: answer,
    file: or(nothing, text),
  },
  offence: {
    offence: text,
    what: text,
    link: text,
    authority: answer,
    state: is("known", "raised", "dropped", "goes-on"),
    note: answer,
  },
  wish: { wish: text, said: answer },
  alarm: { alarm: text, state: is("missing", "found"), since: or(nothing, moment), note: answer },
  "alarm-step": { alarm: text, step: text, state: is("open", "done"), by: answer, note: answer },
  link: {
    link: text,
    reference: or(nothing, text),
    label: text,
    relation: is("family", "same-place", "same-group", "in-danger", "same-person"),
    state: is("joined", "split"),
    note: answer,
  },
  passed: {
    passed: text,
    how: is("sent", "phone", "paper", "in-person"),
    case: or(nothing, text),
    reference: or(nothing, text),
    desk,
    fallback: desk,
    to: answer,
    purpose: is("assistance", "protection", "assistance-and-protection", "prevention"),
    basis: is("consent", "child", "unable", "danger", "duty-in-law"),
    words: answer,
    told: answer,
    what: list(text),
    state: is("stands", "taken-back", "not-sent"),
  },
};

/**
 * What a `record` part held. One that this program does not know as it is comes back untouched, to be kept and shown as unknown.
 * @returns null where it is no record at all
 */
export function readRecord(value: unknown): CaseRecord | ForeignRecord | null {
  return isObject(value) && typeof value.topic === "string" ? (value as unknown as CaseRecord | ForeignRecord) : null;
}

/** True for a record of a topic that this program knows, with everything it knows of it: only such a one counts. Further fields are let be. */
export function isKnownRecord(record: CaseRecord | ForeignRecord): record is CaseRecord {
  const { v, at, topic } = record as ForeignRecord;
  return v === 1 && moment(at) && Object.hasOwn(shapes, topic) && object(shapes[topic as Topic])(record);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
