import { useSignal } from "@preact/signals";
import type { Story } from "@threshold/casework";
import { dayIn } from "@threshold/casework/care";
import type { Directory } from "@threshold/contract";
import { Paper } from "../../shared/paper/paper.tsx";
import { ForTheRecord } from "../../shared/paper/record.tsx";
import { CarePage } from "../care/page.tsx";
import type { CareProps } from "../care/tabs.tsx";
import { Radios } from "../parts/choice.tsx";
import { nameOfOrganisation } from "../referral/names.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { hrefOf } from "../route.ts";
import { dayOf, moment, t } from "../words.ts";
import { forThem, named, ofCare, type PaperName, papers } from "./papers.ts";
import { SheetOf } from "./sheets.tsx";
import { StoryForPaper, type Ticked, ticksOf } from "./story.tsx";

interface Props {
  readonly open: OpenCase;
  readonly care: Omit<CareProps, "changed"> | null;
  readonly directory: Directory | null;
  readonly changed: () => Promise<void>;
}

/** One place to print from: which paper, what is on it, who might read it, and the paper itself. Nothing of it is kept. */
export function PrintTab({ open, care, directory, changed }: Props) {
  const chosen = useSignal("");
  const story = useSignal<Story | null>(null);
  const ticked = useSignal<readonly Ticked[]>([]);
  const offered = papers.filter((name) => care !== null || !ofCare.has(name));
  const name = offered.find((one) => one === chosen.value) ?? null;
  const { referral } = open;
  const page = (
    <>
      <p>{t("paper.lead")}</p>
      <Radios
        id="paper"
        legend={t("paper.which")}
        options={offered.map((value) => ({ value, text: t(`paper.${value}`) }))}
        value={chosen}
      />
      <p>
        <a class="govuk-link" href={hrefOf({ page: "paper" })}>
          {t("paper.pack")}
        </a>
      </p>
      {name === null ? null : (
        <>
          <dl class="govuk-summary-list">
            <Said name={t("paper.holds")}>{t(`paper.holds.${name}`)}</Said>
            <Said name={t("paper.readers")}>{t(`paper.readers.${name}`)}</Said>
          </dl>
          {named.has(name) ? (
            <StoryForPaper open={open} changed={changed} story={story} ticked={ticked} offered={ticksOf(name)} />
          ) : null}
          <button type="button" class="govuk-button" onClick={() => print()}>
            {t("paper.print")}
          </button>
          <h2 class="govuk-heading-m">{t("paper.shown")}</h2>
          <Paper
            title={t(name === "notice" ? "care.notice.title" : `paper.${name}`)}
            head={headOf(name, open)}
            foot={t(forThem.has(name) ? "paper.keep-yours" : "paper.keep")}
          >
            <SheetOf
              {...{ name, open, directory }}
              story={story.value}
              ticked={new Set(ticked.value.filter((one) => ticksOf(name).includes(one)))}
            />
          </Paper>
        </>
      )}
      {referral === null ? null : (
        <section aria-labelledby="for-the-record">
          <h2 class="govuk-heading-m" id="for-the-record">
            {t("paper.record")}
          </h2>
          <ForTheRecord
            reference={referral.reference}
            time={moment(referral.at)}
            service={nameOfOrganisation(directory, referral.sender.organisation) ?? t("desk.timeline.somebody")}
            basis={referral.basis.code}
          />
        </section>
      )}
    </>
  );
  return care === null ? (
    page
  ) : (
    <CarePage {...care} changed={changed}>
      {page}
    </CarePage>
  );
}

function Said({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">{children}</dd>
    </div>
  );
}

/** What the person takes along on information alone has nothing on it by which it belongs to a case. */
function headOf(name: PaperName, { file, referral }: OpenCase): readonly string[] {
  if (name === "information") return [];
  const today = dayIn(Date.parse(file.now), Intl.DateTimeFormat().resolvedOptions().timeZone);
  return [t("paper.reference", { reference: referral?.reference ?? "" }), t("paper.day", { day: dayOf(today) })];
}
