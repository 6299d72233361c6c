import type { Missing } from "@threshold/casework/care";
import { isolate } from "../../shared/isolate.ts";
import { readBirth } from "../attachments/birth.ts";
import { directory } from "../directory.ts";
import { current } from "../session.ts";
import { around, dayOf, list, moment, t } from "../words.ts";
import { useCare } from "./context.ts";
import type { ForPolice } from "./police.ts";
import { wordsOf } from "./said.ts";
import { Sheet } from "./sheet.tsx";

interface Props {
  readonly given: ForPolice;
  readonly missing: Missing;
  readonly reference: string;
  readonly desk: string;
  readonly close: () => void;
}

/** One page for those who search. What nobody knows is a line to write on. */
export function PoliceSheet({ given: { person, photo }, missing, reference, desk, close }: Props) {
  const { child } = useCare();
  const { member, organisation } = current();
  const services = directory.value?.services.filter((one) => one.organisation.id === organisation.id) ?? [];
  const phone = (services.find((one) => one.desk?.id === desk) ?? services[0])?.phone;
  const notes = missing.raised.flatMap(({ record }) => wordsOf(record.note) ?? []);
  const [before, after] = around("alarm.sheet.reference", "reference");
  const written = photo === "none" || photo === "not-picture";
  return (
    <Sheet heading={t(child ? "alarm.sheet.child" : "alarm.sheet.adult")} close={close}>
      {written ? (
        <p class="desk-sheet__photo-place">{t(photo === "none" ? "alarm.page.no-photo" : "alarm.page.not-picture")}</p>
      ) : (
        <img class="desk-sheet__photo" src={photo} alt={t("alarm.sheet.photo")} />
      )}
      <dl class="desk-sheet__facts">
        <Fact name="names" words={person === null ? "" : list(person.names.map(isolate))} />
        <Fact name="birth" words={bornOf(person?.birth ?? null)} />
        <Fact name="description" words={person?.description ?? ""} />
        <Fact name="since" words={missing.since === null ? "" : moment(missing.since)} />
        <Fact name="note" words={notes.join("\n")} />
      </dl>
      <p>
        <strong>{t("alarm.sheet.danger")}</strong>
      </p>
      <p>{t(child ? "alarm.sheet.found-child" : "alarm.sheet.found-adult")}</p>
      <p>{t("alarm.sheet.no-blame")}</p>
      <h3 class="govuk-heading-s">{t("alarm.sheet.contact")}</h3>
      <p>
        {t("alarm.sheet.by", { name: member.name, organisation: organisation.name })}
        {phone === undefined ? null : (
          <>
            {" "}
            <strong>
              <bdi>{phone}</bdi>
            </strong>
          </>
        )}
      </p>
      <p>
        {before}
        <bdi>{reference}</bdi>
        {after}
      </p>
      <p class="desk-sheet__line">{t("alarm.sheet.phone-line")}</p>
      <p class="desk-sheet__line">{t("alarm.sheet.given")}</p>
      <p class="desk-quiet">
        {t("alarm.sheet.share")} {t("alarm.sheet.made", { at: moment(new Date().toISOString()) })}
      </p>
    </Sheet>
  );
}

function Fact({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <>
      <dt>{t(`alarm.sheet.${name}`)}</dt>
      <dd class={words === "" ? "desk-sheet__line" : "desk-told"} dir="auto">
        {words}
      </dd>
    </>
  );
}

/** A day in the reader's calendar; a month or a year alone as it was written. */
function bornOf(birth: string | null): string {
  const day = birth === null ? null : readBirth(birth);
  if (day == null) return birth ?? "";
  return day.length === 10 ? dayOf(day) : day;
}
