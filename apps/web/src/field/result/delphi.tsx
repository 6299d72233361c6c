import { t } from "../../shared/words.ts";
import { assessment, notes } from "../notes/current.ts";

/** The third reading, beside the others and never above them. Without strengths it says what is touched, and no verdict. */
export function Delphi() {
  const { list, positive, touched, class: verdict } = assessment.value.delphi;
  const strengths = list === "adult-labour" || list === "child-labour";
  const reader = list ?? (notes.value.form === null ? null : "no-list");
  const shown = strengths ? positive : touched;
  return (
    <div class="reading">
      <h4>{t("field.reading.delphi")}</h4>
      <p>{t(reader === null ? "field.delphi.no-form" : `delphi-list.${reader}`)}</p>
      {shown.length > 0 ? (
        <>
          <p class="small">{t(strengths ? "field.delphi.positive" : "field.delphi.touched")}</p>
          <ul class="dimensions">
            {shown.map((id) => (
              <li key={id}>{t(`delphi-dimension.${id}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p class="small">{t("field.delphi.nothing")}</p>
      )}
      {verdict === null ? null : <p>{t(`delphi-class.${verdict}`)}</p>}
      {strengths ? <p class="govuk-hint">{t("field.delphi.provenance")}</p> : null}
    </div>
  );
}
