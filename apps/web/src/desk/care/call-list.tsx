import { countryText } from "../../shared/country-text.ts";
import { t } from "../words.ts";
import type { ToCall } from "./numbers.ts";

const names = {
  emergency: (id: string) => t(`alarm.number.${id}`),
  helpline: (id: string) => t(`rights.line.${id}`),
  authority: (id: string) => countryText(`authority.${id}`) ?? id,
} as const;

/** Whom to call, by the country's file: one press calls on a phone. */
export function CallList({ numbers }: { readonly numbers: readonly ToCall[] }) {
  if (numbers.length === 0) return null;
  return (
    <ul class="desk-calls">
      {numbers.map(({ kind, id, phone }) => (
        <li key={`${kind} ${id}`}>
          {phone === null ? (
            t("alarm.no-number", { name: names[kind](id) })
          ) : (
            <Call name={names[kind](id)} phone={phone} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Call({ name, phone }: { readonly name: string; readonly phone: string }) {
  return (
    <>
      <bdi>{name}</bdi>{" "}
      <a class="govuk-link" href={`tel:${phone.replaceAll(" ", "")}`}>
        <bdi>{phone}</bdi>
      </a>
    </>
  );
}
