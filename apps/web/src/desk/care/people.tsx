import { useSignal } from "@preact/signals";
import type { ReferredCase } from "@threshold/casework";
import { cardsOf, readCard } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { Remark } from "../parts/notice.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { linesByReference, openOther, recordThere } from "../together/cases.ts";
import { findableByCard } from "../together/group.ts";
import { t } from "../words.ts";
import { Care, useCare } from "./context.ts";
import { LinkForm } from "./link-form.tsx";
import { LinkRow, type Links } from "./link-row.tsx";
import type { Said } from "./write.ts";

interface Props {
  readonly open: OpenCase;
  readonly state: ReferredCase;
  readonly desk: string;
}

/** Others who belong to this: put together and taken apart by records, in both cases where both are this desk's (VI.3, VI.6). */
export function People({ open, state, desk }: Props) {
  const given = useCare();
  const { links } = given.open.care;
  const lines = useSignal<ReadonlyMap<string, InboxLine>>(new Map());
  const adding = useSignal(false);
  const alone = useSignal(false);
  const references = [...links.values()].flatMap(({ now }) => now.record.reference ?? []);
  const codes = [...new Set(cardsOf(given.open.care).map(({ code }) => code))];
  useEffect(() => {
    if (references.length === 0) return;
    void linesByReference(references).then((found) => {
      if (found.ok) lines.value = found.value;
    });
  }, [references.join()]);
  useEffect(() => {
    // A colleague may have written it where the index could not be reached.
    for (const code of codes) void findableByCard(desk, state, code);
  }, [codes.join()]);

  /** The same in the other case, seen from there. */
  const alsoThere = async (said: Said, at?: Date): Promise<void> => {
    if (said.topic !== "link" || said.reference === null) return;
    const found = await linesByReference([said.reference]);
    const line = found.ok ? found.value.get(said.reference) : undefined;
    const other = line === undefined ? null : await openOther(line.case);
    const there = { ...said, reference: state.reference, label: state.reference };
    alone.value = other?.ok !== true || !(await recordThere(other.value, there, at)).ok;
  };
  const save = async (said: Said, at?: Date): Promise<boolean> => {
    alone.value = false;
    if (!(await given.save(said, at))) return false;
    void alsoThere(said, at);
    return true;
  };
  const all = [...links.values()];
  const family = all.filter(({ now }) => now.record.relation === "family");
  const others = all.filter(({ now }) => now.record.relation !== "family");
  const { card } = open;
  const place = typeof card === "string" ? null : (card.person ?? null);
  return (
    <Care.Provider value={{ ...given, save }}>
      <section aria-labelledby="together">
        <h2 class="govuk-heading-m" id="together">
          {t("together.title")}
        </h2>
        <p>{t("together.lead")}</p>
        {place === null ? null : <p class="desk-quiet">{t("together.of", { number: place.number, of: place.of })}</p>}
        {alone.value ? <Remark strong>{t("together.not-there")}</Remark> : null}
        {all.length === 0 ? <p>{t("together.none")}</p> : null}
        <Listed heading="together.family" links={family} lines={lines.value} />
        <Listed heading="together.others" links={others} lines={lines.value} />
        {adding.value ? (
          <LinkForm
            own={state.reference}
            number={place === null ? "" : String(place.number)}
            code={codes[0] ?? ""}
            close={() => {
              adding.value = false;
            }}
          />
        ) : given.mayAdd ? (
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              adding.value = true;
            }}
          >
            {t("together.add")}
          </button>
        ) : null}
      </section>
    </Care.Provider>
  );
}

interface ListedProps {
  readonly heading: string;
  readonly links: Links;
  readonly lines: ReadonlyMap<string, InboxLine>;
}

function Listed({ heading, links, lines }: ListedProps) {
  if (links.length === 0) return null;
  // Who was taken apart comes last.
  const sorted = [...links].sort(
    (a, b) => Number(a.now.record.state === "split") - Number(b.now.record.state === "split"),
  );
  return (
    <>
      <h3 class="govuk-heading-s">{t(heading)}</h3>
      <ul class="desk-care">
        {sorted.map((standing) => (
          <LinkRow
            key={standing.now.record.link}
            standing={standing}
            line={lines.get(standing.now.record.reference ?? "")}
            card={readCard(standing.now.record.label)}
          />
        ))}
      </ul>
    </>
  );
}
