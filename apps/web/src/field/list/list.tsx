import { t } from "../../shared/words.ts";
import { offered } from "../notes/current.ts";
import { Title } from "../page/parts.tsx";
import { Bar } from "../result/bar.tsx";
import { ResultSection } from "../result/result.tsx";
import { Age } from "./age.tsx";
import { Before } from "./before.tsx";
import { Circumstances } from "./circumstances.tsx";
import { MoreSigns } from "./more-signs.tsx";
import { Search } from "./search.tsx";
import { SignRow } from "./sign-row.tsx";

/** The list and its result on one page: any order, anything left out, the result visible all the time. */
export function List() {
  return (
    <>
      <Before />
      <Title>{t("field.list.title")}</Title>
      <Age />
      <p class="govuk-hint">{t("field.list.hint")}</p>
      <ul class="signs">
        {offered.value.first.map((id) => (
          <SignRow key={id} id={id} />
        ))}
      </ul>
      <Search />
      <MoreSigns />
      <Circumstances />
      <ResultSection />
      <Bar />
    </>
  );
}
