import { t } from "../../shared/words.ts";
import { mayAsk } from "../menu/role.ts";
import { atSite, offered } from "../notes/current.ts";
import { fromLater } from "../page/from-later.tsx";
import { Title } from "../page/parts.tsx";
import { Bar } from "../result/bar.tsx";
import { ResultSection } from "../result/result.tsx";
import { Age } from "./age.tsx";
import { Before } from "./before.tsx";
import { Circumstances } from "./circumstances.tsx";
import { MoreSigns } from "./more-signs.tsx";
import { Search } from "./search.tsx";
import { SignRow } from "./sign-row.tsx";

const WhichPerson = fromLater((screens) => screens.WhichPerson);
const MorePeople = fromLater((screens) => screens.MorePeople);
const AgeInDoubt = fromLater((screens) => screens.AgeInDoubt);
const ChildRules = fromLater((screens) => screens.ChildRules);
const Observing = fromLater((screens) => screens.Observing);

/** The list and its result on one page: any order, anything left out, the result visible all the time. */
export function List() {
  return (
    <>
      {atSite.value ? <AboutSite /> : <AboutPerson />}
      <ul class="signs">
        {offered.value.first.map((id) => (
          <SignRow key={id} id={id} />
        ))}
      </ul>
      <Search />
      <MoreSigns />
      <Circumstances />
      {atSite.value ? null : <ResultSection />}
      <Bar />
    </>
  );
}

function AboutPerson() {
  return (
    <>
      {mayAsk.value ? <Before /> : <Observing />}
      <Title>
        <WhichPerson />
        {t("field.list.title")}
      </Title>
      <Age />
      <AgeInDoubt />
      <ChildRules />
      <MorePeople />
      <p class="govuk-hint">{t("field.list.hint")}</p>
    </>
  );
}

/** What holds for everybody here is written down with the same signs. It is judged with each person, never by itself. */
function AboutSite() {
  return (
    <>
      <Title>{t("people.site.title")}</Title>
      <p class="govuk-hint">{t("people.site.about")}</p>
    </>
  );
}
