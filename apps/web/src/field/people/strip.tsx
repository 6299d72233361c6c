import { computed } from "@preact/signals";
import { t } from "../../shared/words.ts";
import { numbered, people } from "../notes/current.ts";
import { inFront } from "../notes/people.ts";
import { go, place } from "../page/place.ts";
import { nextPerson, startNumbers, turnTo } from "./act.ts";

// Each by itself, so that a tap on a sign draws none of this anew.
const at = computed(() => people.value.at);
const count = computed(() => people.value.persons.length);
const first = computed(() => inFront(people.value).number);

/** One quiet line on the list, as long as nobody said that there are more people. */
export function MorePeople() {
  if (numbered.value) return null;
  return (
    <button type="button" class="plain" onClick={startNumbers}>
      {t("people.more")}
    </button>
  );
}

/** Who is in front, and the next one: above the result, where the thumb is. */
export function PeopleStrip() {
  const name = at.value === 0 ? t("people.site") : t("people.person", { number: at.value });
  return (
    <div class="people-strip">
      <button type="button" class="plain" onClick={() => go("people")}>
        {name}
        <span class="govuk-visually-hidden">. {t("people.all")}</span> <span class="chevron" aria-hidden="true" />
      </button>
      {at.value === 0 ? (
        <button type="button" class="toggle" onClick={() => turnTo(first.value)}>
          {t("people.site.to-person", { number: first.value })}
        </button>
      ) : (
        <button type="button" class="toggle" onClick={nextPerson}>
          {t("people.next")}
        </button>
      )}
    </div>
  );
}

/** Above a heading: whose page this is, so that nobody's answers are taken for another's. */
export function WhichPerson() {
  if (!numbered.value || at.value === 0) return null;
  return <span class="which">{t("people.person-of", { number: at.value, of: count.value })}</span>;
}

/** On the steps of a referral: whom it is for, and what was filled in as for the person before. */
export function ReferredPerson({ filled }: { filled: boolean }) {
  if (!numbered.value) return null;
  return (
    <>
      <p class="which">
        <WhichPerson />
      </p>
      {filled && place.value === "danger" ? <p class="govuk-hint">{t("people.same-receivers")}</p> : null}
    </>
  );
}
