import { can } from "@threshold/casework";
import type { Custody, PlaceHere } from "@threshold/contract";
import { current } from "../session.ts";
import { t } from "../words.ts";
import { change } from "./custody.ts";
import type { Told } from "./page.tsx";

/** What a custodian is asked to hold, and what she holds. */
export function Here({ all, told }: { readonly all: Custody; readonly told: Told }) {
  const open = all.here.filter((place) => place.mine || place.state === "asked");
  if (!can(current().member.roles, "hold-share") || open.length === 0) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.custody.here")}</h2>
      <ul class="desk-rows">
        {open.map((place) => (
          <Place key={`${place.desk.id}${place.n}`} place={place} told={told} />
        ))}
      </ul>
    </section>
  );
}

function Place({ place, told }: { readonly place: PlaceHere; readonly told: Told }) {
  const names = { desk: place.desk.name, organisation: place.organisation.name };
  const answer = async (agree: boolean) => {
    const trouble = await change(`/custody/desks/${place.desk.id}/places/${place.n}/answer`, "POST", { agree });
    if (trouble === null) told.done();
    else told.failed(trouble);
  };
  if (!place.mine)
    return (
      <li class="desk-row desk-row--plain">
        <p class="desk-row__who">{t("desk.custody.here.place", names)}</p>
        <p>{t("desk.custody.here.what")}</p>
        <div class="desk-answer__buttons">
          <button type="button" class="govuk-button" onClick={() => void answer(true)}>
            {t("desk.custody.here.agree")}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void answer(false)}>
            {t("desk.custody.here.refuse")}
          </button>
        </div>
      </li>
    );
  // By the time this shows, the browser has tried: what it could not open stays unseen.
  const id = place.share === null ? "waits" : place.share.seen === null ? "bad" : "holds";
  return (
    <li class="desk-row desk-row--plain">
      <p>{t(`desk.custody.here.${id}`, names)}</p>
      <button
        type="button"
        class="desk-link"
        aria-label={t("desk.custody.here.lay-down.one", names)}
        onClick={() => void answer(false)}
      >
        {t("desk.custody.here.lay-down")}
      </button>
    </li>
  );
}
