import { useSignal } from "@preact/signals";
import type { Indicator } from "@threshold/identification";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { notes, offered } from "../notes/current.ts";
import { SignRow } from "./sign-row.tsx";

const phases = ["before", "recruitment", "transfer", "exploitation", "after"] as const;
const byId = new Map(list.indicators.map((sign) => [sign.id, sign]));

/** The rest of the situation, then every other sign by the time it belongs to. Rows are made only when a part is opened. */
export function MoreSigns() {
  const { rest } = offered.value;
  const met = list.situations.find(({ id }) => id === notes.value.situation);
  const likely = new Set([...(met?.signs ?? []), ...(met?.childSigns ?? [])]);
  const here = rest.filter((id) => likely.has(id));
  const others = rest.filter((id) => !likely.has(id));
  const phaseOf = (id: string): Indicator["phase"] | undefined => byId.get(id)?.phase;
  return (
    <div class="more">
      {here.length > 0 ? <Signs title={t("field.more.here")} ids={here} /> : null}
      {phases.map((phase) => {
        const ids = others.filter((id) => phaseOf(id) === phase);
        return ids.length > 0 ? <Signs key={phase} title={t(`field.more.${phase}`)} ids={ids} /> : null;
      })}
    </div>
  );
}

function Signs({ title, ids }: { title: string; ids: readonly string[] }) {
  const open = useSignal(false);
  return (
    <details class="govuk-details" onToggle={({ currentTarget }) => (open.value = currentTarget.open)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {title} ({ids.length})
        </span>
      </summary>
      {open.value ? (
        <ul class="signs">
          {ids.map((id) => (
            <SignRow key={id} id={id} />
          ))}
        </ul>
      ) : null}
    </details>
  );
}
