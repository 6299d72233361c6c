import { useSignal } from "@preact/signals";
import { makeGroup } from "@threshold/casework/care";
import { TextField } from "../parts/field.tsx";
import { Title } from "../parts/title.tsx";
import { t } from "../words.ts";
import { CardSheet } from "./card-sheet.tsx";
import { Group } from "./group-section.tsx";

const mostCards = 99;
interface Made {
  readonly code: string;
  readonly count: number;
}

/** Many people in one evening at one place (VI.3, VI.6): numbered cards first, and cases put to them later. */
export function TogetherPage() {
  const count = useSignal("30");
  const wrong = useSignal(false);
  const made = useSignal<Made | null>(null);
  if (made.value !== null)
    return (
      <>
        <Title page={t("desk.together")}>{t("desk.together")}</Title>
        <CardSheet
          {...made.value}
          close={() => {
            made.value = null;
          }}
        />
      </>
    );
  return (
    <>
      <Title page={t("desk.together")}>{t("desk.together")}</Title>
      <p>{t("together.page.lead")}</p>
      <section aria-labelledby="together-make">
        <h2 class="govuk-heading-m" id="together-make">
          {t("together.make")}
        </h2>
        <p class="desk-quiet">{t("together.make.lead")}</p>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const cards = Number(count.value.trim());
            wrong.value = !Number.isInteger(cards) || cards < 1 || cards > mostCards;
            if (wrong.value) return document.getElementById("together-count")?.focus();
            const code = makeGroup((n) => crypto.getRandomValues(new Uint8Array(n)));
            made.value = { code, count: cards };
          }}
        >
          <TextField
            id="together-count"
            label={t("together.make.count")}
            error={wrong.value ? t("together.make.count.wrong") : undefined}
            value={count}
            width="short"
            inputMode="numeric"
          />
          <button type="submit" class="govuk-button">
            {t("together.make.do")}
          </button>
        </form>
      </section>
      <Group />
    </>
  );
}
