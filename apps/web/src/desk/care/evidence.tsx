import { useSignal } from "@preact/signals";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { EvidenceForm } from "./evidence-form.tsx";
import { EvidenceItem } from "./evidence-item.tsx";

/** What may serve as evidence, each with the hands it went through (VI.6). Safety is said first, since it comes first. */
export function Evidence() {
  const { open, mayAdd } = useCare();
  const adding = useSignal(false);
  const { evidence } = open.care;
  return (
    <section aria-labelledby="care-evidence">
      <h2 class="govuk-heading-m" id="care-evidence">
        {t("care.evidence")}
      </h2>
      <ul class="desk-list">
        <li>
          <strong>{t("care.evidence.safety-first")}</strong>
        </li>
        <li>{t("action-detail.keep-evidence")}</li>
        <li>{t("care.evidence.phones-off")}</li>
      </ul>
      {evidence.size === 0 ? <p class="desk-quiet">{t("care.evidence.none")}</p> : null}
      <ul class="desk-care">
        {[...evidence].map(([item, chain]) => (
          <EvidenceItem key={item} item={item} chain={chain} />
        ))}
      </ul>
      {adding.value ? (
        <EvidenceForm
          close={() => {
            adding.value = false;
          }}
        />
      ) : mayAdd ? (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            adding.value = true;
          }}
        >
          {t("care.evidence.add")}
        </button>
      ) : null}
    </section>
  );
}
