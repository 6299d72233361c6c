import { t } from "../../shared/words.ts";
import { languageName } from "../languages.ts";
import { Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";
import { country } from "./data.ts";
import { Duty } from "./must-tell.tsx";
import { Own } from "./own.tsx";
import { NumberList } from "./rights.tsx";

const stages = ["preliminary", "specialised", "procedural", "judicial"] as const;
const ages = ["work", "hazardousWork", "marriage", "consent"] as const;

/** What the country's file says, all of it: one can see what the app goes by. */
export function CountryPage() {
  const { interview } = country;
  return (
    <>
      <Title>{t("guidance.country")}</Title>
      <p>
        <strong>
          <Own of="name" />
        </strong>
      </p>
      {country.invented ? <p class="advice">{t("rights.invented")}</p> : null}
      {country.id === "default" ? <p class="advice">{t("rights.neutral")}</p> : null}
      <p>{t("rights.days", { days: country.reflectionDays })}</p>
      <Part title={t("rights.must-tell")}>
        {country.tell.map((duty) => (
          <Duty key={duty.id} duty={duty} />
        ))}
      </Part>
      <Part title={t("rights.interview")}>
        {interview.observe.length === 0 ? <li>{t("rights.everyone")}</li> : <Roles ids={interview.may} />}
      </Part>
      {interview.observe.length === 0 ? null : (
        <Part title={t("rights.observe")}>
          <Roles ids={interview.observe} />
        </Part>
      )}
      <Part title={t("rights.authorities")}>
        {stages.map((stage) => (
          <li key={stage}>
            {t(`rights.stage.${stage}`)}:{" "}
            {country.stages[stage]?.map((id, at) => (
              <span key={id}>
                {at > 0 ? ", " : ""}
                <Own of={`authority.${id}`} />
              </span>
            ))}
          </li>
        ))}
      </Part>
      <Texts title={t("rights.notes")} prefix="right" ids={country.rights} />
      <Texts title={t("rights.duties")} prefix="duty" ids={country.duties} />
      {country.forms.length === 0 ? null : (
        <Part title={t("rights.forms")}>
          {country.forms.map((id) => (
            <li key={id}>
              {t(`form.${id}`)}: <Own of={`form.${id}`} />
            </li>
          ))}
        </Part>
      )}
      <Part title={t("rights.ages")}>
        <li>{t("rights.age.adult", { age: country.adultAge })}</li>
        {ages
          .filter((kind) => country.ages[kind] !== undefined)
          .map((kind) => (
            <li key={kind}>{t(`rights.age.${kind}`, { age: country.ages[kind] })}</li>
          ))}
      </Part>
      <p>{t("rights.languages", { languages: country.languages.map(languageName).join(", ") })}</p>
      <h2>{t("rights.numbers")}</h2>
      <NumberList />
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}

function Part({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <>
      <h2>{title}</h2>
      <ul class="care-list">{children}</ul>
    </>
  );
}

function Roles({ ids }: { ids: readonly string[] }) {
  return (
    <>
      {ids.map((id) => (
        <li key={id}>{t(`role.${id}`)}</li>
      ))}
    </>
  );
}

function Texts({ title, prefix, ids }: { title: string; prefix: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <Part title={title}>
      {ids.map((id) => (
        <li key={id}>
          <Own of={`${prefix}.${id}`} />
        </li>
      ))}
    </Part>
  );
}
