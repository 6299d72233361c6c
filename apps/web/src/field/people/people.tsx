import { useSignal } from "@preact/signals";
import { t } from "../../shared/words.ts";
import { people } from "../notes/current.ts";
import { present } from "../notes/notes.ts";
import type { Person } from "../notes/people.ts";
import { Confirm } from "../outbox/confirm.tsx";
import { Onward, Title } from "../page/parts.tsx";
import { go, goAndClose } from "../page/place.ts";
import { assessmentOf, finish, lookAgain, nextPerson, takeOut, turnTo } from "./act.ts";
import { isBlank, judged } from "./group.ts";

/** Everybody met here, by number: what was noted for all of them once, then each in a line. */
export function PeopleScreen() {
  const { site, persons } = people.value;
  const told = useSignal("");
  const signs = present(site);
  const clear = async () => {
    finish();
    goAndClose("situation");
  };
  return (
    <>
      <Title>{t("people.title")}</Title>
      <p>{t("people.about")}</p>
      <section class="everyone" aria-labelledby="everyone">
        <h2 id="everyone">{t("people.site")}</h2>
        {signs.length === 0 && site.form === null ? (
          <p>{t("people.site.none")}</p>
        ) : (
          <ul>
            {site.form === null ? null : <li>{t(`form.${site.form.id}`)}</li>}
            {signs.map((id) => (
              <li key={id}>{t(`sign.${id}`)}</li>
            ))}
          </ul>
        )}
        <Onward quiet onTap={() => turnTo(0)}>
          {t("people.site.note")}
        </Onward>
      </section>
      <h2>{t("people.list")}</h2>
      <p role="status">{told.value}</p>
      <ol class="people">
        {persons.map((person) => (
          <Line
            key={person.number}
            person={person}
            takeOut={() => {
              takeOut(person.number);
              told.value = t("people.taken-out", { number: person.number });
            }}
          />
        ))}
      </ol>
      <Onward onTap={nextPerson}>{t("people.next")}</Onward>
      <Onward quiet onTap={() => go("keep")}>
        {t("people.keep")}
      </Onward>
      <Confirm ask={t("people.finish")} yes={t("people.finish.yes")} about="everyone" onYes={clear}>
        <p>{t("people.finish.about")}</p>
        <p>{t("people.finish.keep")}</p>
      </Confirm>
    </>
  );
}

/** One person in words: no name, no colour. */
function Line({ person, takeOut }: { person: Person; takeOut: () => void }) {
  const { number, earlier, disagreement, reference } = person;
  const notes = judged(people.value, number);
  const { result } = assessmentOf(people.value, number);
  return (
    <li>
      <button
        type="button"
        class="person"
        aria-current={people.value.at === number ? "true" : undefined}
        onClick={() => turnTo(number)}
      >
        <strong>{t("people.person", { number })}</strong>
        <span>
          {t("people.line", {
            age: t(notes.age === null ? "people.age-open" : `common.age.${notes.age}`),
            result: t(`result-short.${result}`),
            signs: present(notes).length,
          })}
        </span>
        {disagreement === null ? null : (
          <span>{t("people.otherwise", { result: t(`result-short.${disagreement.result}`) })}</span>
        )}
        <span>{reference === null ? t("people.not-referred") : t("people.referred", { reference })}</span>
        {earlier.length === 0 ? null : <span>{t("people.earlier", { count: earlier.length })}</span>}
      </button>
      {reference !== null || earlier.length > 0 ? (
        <button type="button" class="plain" onClick={() => lookAgain(number)}>
          {t("people.look-again")}
          <span class="govuk-visually-hidden">: {t("people.person", { number })}</span>
        </button>
      ) : null}
      {isBlank(people.value, number) ? (
        <button type="button" class="plain" onClick={takeOut}>
          {t("people.take-out", { number })}
        </button>
      ) : null}
    </li>
  );
}
