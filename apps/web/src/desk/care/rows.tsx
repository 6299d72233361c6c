import { useSignal } from "@preact/signals";
import type { CaseRecord, Standing } from "@threshold/casework/care";
import type { ComponentChildren } from "preact";
import { isolate } from "../../shared/isolate.ts";
import { moment, t } from "../words.ts";
import { useCare } from "./context.ts";

interface Row<R extends CaseRecord> {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing<R> | undefined;
}
interface Props<R extends CaseRecord> {
  readonly id: string;
  readonly rows: readonly Row<R>[];
  /** How it stands, in a few words; `undefined` where nobody said anything yet. */
  readonly state: (record: R | undefined) => string;
  /** Further lines: what was found, what is planned. */
  readonly details?: (record: R) => readonly (string | null)[];
  /** Below the lines: what is more than words, such as a file or how it came to it. */
  readonly more?: (standing: Standing<R>) => ComponentChildren;
  readonly form: (row: Row<R>, close: () => void) => ComponentChildren;
}

/** A list of things with how each stands, who said so, and a form that opens below the one that is changed. */
export function Rows<R extends CaseRecord>({ id, rows, state, details, more, form }: Props<R>) {
  const { mayAdd } = useCare();
  const changing = useSignal<string | null>(null);
  const button = (row: string) => `${id}-${row}-change`;
  const close = (row: string) => () => {
    changing.value = null;
    queueMicrotask(() => document.getElementById(button(row))?.focus());
  };
  return (
    <ul class="desk-care">
      {rows.map((row) => (
        <li key={row.id} class="desk-care__row">
          <div class="desk-care__line">
            <span class="desk-care__name">{row.name}</span>
            <span class="desk-care__state">{state(row.standing?.now.record)}</span>
            {mayAdd ? (
              <button
                type="button"
                id={button(row.id)}
                class="desk-link"
                aria-expanded={changing.value === row.id}
                aria-label={`${t("common.change")}: ${row.name}`}
                onClick={() => {
                  changing.value = changing.value === row.id ? null : row.id;
                }}
              >
                {t("common.change")}
              </button>
            ) : null}
          </div>
          {row.standing === undefined ? null : (
            <>
              <Details standing={row.standing} state={state} details={details} />
              {more?.(row.standing)}
            </>
          )}
          {changing.value === row.id ? form(row, close(row.id)) : null}
        </li>
      ))}
    </ul>
  );
}

interface DetailsProps<R extends CaseRecord> {
  readonly standing: Standing<R>;
  readonly state: (record: R | undefined) => string;
  readonly details: ((record: R) => readonly (string | null)[]) | undefined;
}

function Details<R extends CaseRecord>({ standing: { now, also }, state, details }: DetailsProps<R>) {
  const { names } = useCare();
  const nameOf = (member: string) => names.get(member) ?? t("desk.timeline.somebody");
  return (
    <>
      {(details?.(now.record) ?? []).map((line) =>
        line === null ? null : (
          <p key={line} class="desk-care__detail">
            {isolate(line)}
          </p>
        ),
      )}
      {also.map((one) => (
        <p key={one.entry} class="desk-care__also">
          {t("care.and-also", { name: nameOf(one.by), what: state(one.record) })}
        </p>
      ))}
      <p class="desk-quiet">{t("care.by", { name: nameOf(now.by), at: moment(now.record.at) })}</p>
    </>
  );
}
