import { useSignal } from "@preact/signals";
import { ShowPage } from "../../shared/paper/show.tsx";
import { t } from "../../shared/words.ts";
import { assessment } from "../notes/current.ts";
import { Onward, Radios, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";
import { Items } from "./care.tsx";
import { ChildRules } from "./child.tsx";
import { country, guidance, standing } from "./data.ts";
import { Duty } from "./must-tell.tsx";
import { Own } from "./own.tsx";
import { fitting } from "./select.ts";
import { Words } from "./words.tsx";

const readers = ["officer", "person"] as const;

/** Their rights on one page, to show or print: for an authority with sections and duties, or for the person in her own words. */
export function Rights() {
  const reader = useSignal<(typeof readers)[number]>("officer");
  return (
    <>
      <div class="not-printed">
        <Title>{t("rights.title")}</Title>
        <Radios
          legend={t("rights.for")}
          options={readers.map((value) => ({ value, label: t(`rights.for.${value}`) }))}
          value={reader.value}
          onPick={(value) => (reader.value = value)}
        />
        <Onward onTap={() => print()}>{t("rights.print")}</Onward>
        {reader.value === "person" ? <ShowPage /> : null}
      </div>
      {reader.value === "officer" ? <ChildRules /> : null}
      <article class="sheet">{reader.value === "officer" ? <ForOfficer /> : <ForPerson />}</article>
      <div class="not-printed">
        {reader.value === "officer" ? (
          <Words of={fitting(guidance.rights.officer, standing.value).map(({ id }) => `rights.officer.${id}`)} />
        ) : null}
        <Onward quiet onTap={back}>
          {t("common.back")}
        </Onward>
      </div>
    </>
  );
}

function ForOfficer() {
  return (
    <>
      <h2>{t("rights.title")}</h2>
      <p>{t("rights.about-officer")}</p>
      <Items prefix="rights.officer" items={fitting(guidance.rights.officer, standing.value)} />
      {country.rights.length === 0 ? null : (
        <>
          <h3>{t("rights.notes")}</h3>
          <ul class="care-list">
            {country.rights.map((id) => (
              <li key={id}>
                <Own of={`right.${id}`} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t("rights.must-tell")}</h3>
      <ul class="care-list">
        {country.tell
          .filter(({ ages }) => ages === undefined || ages.includes(assessment.value.treatAsChild ? "child" : "adult"))
          .map((duty) => (
            <Duty key={duty.id} duty={duty} />
          ))}
      </ul>
      <Numbers />
      <p class="small">
        <Own of="name" />. {country.invented ? t("rights.invented") : null}
      </p>
    </>
  );
}

/** No word here names the person, and nothing on it would tell a stranger what it is about. */
function ForPerson() {
  return (
    <>
      <h2>{t("rights.to-person")}</h2>
      <ul class="care-list own-rights">
        {fitting(guidance.rights.person, standing.value).map(({ id }) => (
          <li key={id}>{t(`rights.person.${id}`, { days: country.reflectionDays })}</li>
        ))}
        <li>{t("rights.person.come-back")}</li>
      </ul>
      <h3>{t("rights.person.call")}</h3>
      <p>{t("rights.person.no-name")}</p>
      <NumberList />
      {country.invented ? <p class="small">{t("rights.invented")}</p> : null}
    </>
  );
}

function Numbers() {
  return (
    <>
      <h3>{t("rights.numbers")}</h3>
      <NumberList />
    </>
  );
}

/** Every number of the country's file, as a list that prints. */
export function NumberList() {
  const all = [
    ...country.emergency.map(({ id, phone }) => ({ name: t(`field.number.${id}`), phone })),
    ...country.helplines.map(({ id, phone }) => ({ name: t(`rights.line.${id}`), phone })),
  ];
  return (
    <dl class="number-list">
      {all.map(({ name, phone }) => (
        <div key={`${name}${phone}`}>
          <dt>{name}</dt>
          <dd>
            <bdi dir="ltr">{phone}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
