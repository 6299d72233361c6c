import { useSignal } from "@preact/signals";
import type { Chain } from "@threshold/casework/care";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { EvidenceForm } from "./evidence-form.tsx";
import { EvidenceLink } from "./evidence-link.tsx";
import { wordsOf } from "./said.ts";

/** What it is, by its last link. */
export function itemName({ ends: [end] }: Chain): string {
  return end === undefined
    ? ""
    : t("care.evidence.item", { kind: t(`care-evidence.${end.record.kind}`), what: end.record.what });
}

/** Where it is now, in a few words; said to be unclear where two people wrote side by side. */
function whereNow({ ends }: Chain): string {
  const [end, other] = ends;
  if (end === undefined || other !== undefined) return t("care.evidence.now.two");
  const { act, to } = end.record;
  if (act === "left" || act === "returned") return t(`care.evidence.now.${act}`);
  const has = wordsOf(to);
  return has === null ? t("care.evidence.now.unknown") : t("care.evidence.now", { to: has });
}

/** An item with its chain of custody, and a form for the next link. */
export function EvidenceItem({ item, chain }: { readonly item: string; readonly chain: Chain }) {
  const { mayAdd } = useCare();
  const adding = useSignal(false);
  const name = itemName(chain);
  return (
    <li class="desk-care__row">
      <div class="desk-care__line">
        <h3 class="desk-care__name govuk-heading-s">{name}</h3>
        <span class="desk-care__state">{whereNow(chain)}</span>
      </div>
      {chain.ends.length > 1 ? <p class="desk-remark desk-remark--strong">{t("care.evidence.ends")}</p> : null}
      <ol class="desk-care__numbered" aria-label={t("care.evidence.chain")}>
        {chain.links.map((link) => (
          <EvidenceLink key={link.entry} link={link} of={name} />
        ))}
      </ol>
      {adding.value ? (
        <EvidenceForm
          item={item}
          chain={chain}
          close={() => {
            adding.value = false;
          }}
        />
      ) : mayAdd ? (
        <p>
          <button
            type="button"
            class="desk-link"
            aria-label={t("care.evidence.next.of", { what: name })}
            onClick={() => {
              adding.value = true;
            }}
          >
            {t("care.evidence.next")}
          </button>
        </p>
      ) : null}
    </li>
  );
}
