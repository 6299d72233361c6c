import { type Signal, signal, useSignal } from "@preact/signals";
import { isDay } from "@threshold/casework/care";
import type { PackedFile } from "@threshold/sealing/content";
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { Radios } from "../parts/choice.tsx";
import { Select, TextArea, TextField } from "../parts/field.tsx";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import type { Said } from "./write.ts";

export interface Option {
  readonly value: string;
  readonly text: string;
}
/** One question of a form. What `when` hides is neither asked nor checked. */
export interface Field {
  readonly key: string;
  readonly kind: "radios" | "select" | "line" | "words" | "day" | "number";
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly Option[];
  readonly when?: (values: Values) => boolean;
  /** What is wrong with it, in words; undefined where it is well. */
  readonly wrong?: (value: string, values: Values) => string | undefined;
}
export type Values = Readonly<Record<string, string>>;

interface Props {
  /** Of the form on the page: its fields' ids begin with it. */
  readonly id: string;
  readonly label: string;
  readonly fields: readonly Field[];
  readonly first: Values;
  /** @param file entry of the file that was sealed with it; null without one */
  readonly make: (values: Values, file: string | null) => Said;
  readonly close: () => void;
  readonly does?: string;
  /** True where it is recorded as it happens: nobody is asked when. */
  readonly atOnce?: boolean;
  /** A file to seal before the record names it; null for none; a sentence where something is missing, shown by `aside`. */
  readonly file?: (values: Values) => Promise<PackedFile | string | null>;
  /** Above the questions: what is read out before they are answered. */
  readonly lead?: (values: Values) => ComponentChildren;
  /** Below the questions: a pad to sign on, a file to pick. @param wrong what `file` said */
  readonly aside?: (values: Values, wrong: string | undefined) => ComponentChildren;
}

/** A few questions, one record. It says what is wrong beside the question, and loses nothing of what was typed. */
export function RecordForm({ id, label, fields, first, make, close, does, file, lead, aside, atOnce }: Props) {
  const { save, saveWithFile, busy } = useCare();
  const values = useMemo(() => new Map<string, Signal<string>>(), []);
  const typed = (key: string): Signal<string> => {
    const known = values.get(key) ?? signal(first[key] ?? "");
    values.set(key, known);
    return known;
  };
  const when = useSignal("");
  const wrong = useSignal<Values>({});
  const read = (): Values => Object.fromEntries(fields.map(({ key }) => [key, typed(key).value.trim()]));
  const asked = (): readonly Field[] => fields.filter((field) => field.when?.(read()) ?? true);
  const send = () => {
    const now = read();
    const faults = asked().flatMap((field) => {
      const fault = faultOf(field, now);
      return fault === undefined ? [] : [[field.key, fault] as const];
    });
    const at = momentOf(when.value);
    if (at === undefined) faults.push(["when", t("care.when.wrong")]);
    wrong.value = Object.fromEntries(faults);
    const [worst] = faults;
    if (worst !== undefined) {
      document.getElementById(`${id}-${worst[0]}`)?.focus();
      return;
    }
    void keep(now, at ?? undefined);
  };
  /** While a file is made nothing is saved yet: a second press must not make a second one. */
  const going = useRef(false);
  const keep = async (now: Values, at: Date | undefined) => {
    if (going.current) return;
    going.current = true;
    try {
      const made = (await file?.(now)) ?? null;
      if (typeof made === "string") wrong.value = { file: made };
      else {
        const saved = made === null ? save(make(now, null), at) : saveWithFile(made, (entry) => make(now, entry), at);
        if (await saved) close();
      }
    } finally {
      going.current = false;
    }
  };
  return (
    <form
      class="desk-remark"
      aria-label={label}
      aria-busy={busy.value}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) send();
      }}
    >
      {lead?.(read())}
      {asked().map((field) => (
        <Asked
          key={field.key}
          id={`${id}-${field.key}`}
          field={field}
          value={typed(field.key)}
          error={wrong.value[field.key]}
        />
      ))}
      {aside?.(read(), wrong.value.file)}
      {atOnce ? null : (
        <TextField
          id={`${id}-when`}
          label={t("care.when")}
          hint={t("care.when.hint")}
          error={wrong.value.when}
          value={when}
          width="middle"
        />
      )}
      <p class="desk-quiet">{t("care.no-names")}</p>
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {does ?? t("care.save")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" disabled={busy.value} onClick={close}>
          {t("care.cancel")}
        </button>
      </div>
    </form>
  );
}

interface AskedProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Signal<string>;
  readonly error: string | undefined;
}

function Asked({ id, field, value, error }: AskedProps) {
  const common = {
    ...{ id, label: field.label, error, value },
    ...(field.hint === undefined ? {} : { hint: field.hint }),
  };
  const options = field.options ?? [];
  switch (field.kind) {
    case "radios":
      return <Radios id={id} legend={field.label} options={options} error={error} value={common.value} />;
    case "select":
      return <Select {...common} options={options} />;
    case "words":
      return <TextArea {...common} />;
    case "number":
      return <TextField {...common} width="short" inputMode="numeric" />;
    default:
      return <TextField {...common} width={field.kind === "day" ? "short" : "full"} />;
  }
}

function faultOf(field: Field, values: Values): string | undefined {
  const value = values[field.key] ?? "";
  if (field.kind === "day" && value !== "" && !isDay(value)) return t("care.day.wrong");
  return field.wrong?.(value, values);
}

/**
 * A moment as people type it: `2026-12-01 14:05`, by this computer's clock.
 * @returns null where nothing was typed; undefined where it is no moment, or is still to come
 */
export function momentOf(typed: string, now = Date.now()): Date | null | undefined {
  if (typed.trim() === "") return null;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T,]+(\d{1,2})[:.](\d{2}))?$/.exec(typed.trim());
  const [, day = "", hour = "12", minute = "0"] = match ?? [];
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const at = new Date(`${day}T${hour.padStart(2, "0")}:${minute.padStart(2, "0")}:00`);
  // A day alone is that day's noon, or now where it is today and not noon yet.
  if (match?.[2] === undefined && at.getTime() > now && new Date(now).toDateString() === at.toDateString())
    return new Date(now);
  return at.getTime() > now ? undefined : at;
}
