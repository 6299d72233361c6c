import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { CustodyPlace, DeskCustody } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { current } from "../session.ts";
import { moment, t } from "../words.ts";
import { Arrange } from "./arrange.tsx";
import { holdersOf, isFresh } from "./holders.ts";
import type { Told } from "./page.tsx";
import { Sheet } from "./sheet.tsx";

/** How one desk's key is kept, in a sentence; who holds the shares; and for stewards what can be done about it. */
export function DeskSection({ desk, told }: { readonly desk: DeskCustody; readonly told: Told }) {
  const { member, organisation, desks } = current();
  const state = useSignal<string | null>(null);
  useEffect(() => {
    let live = true;
    void sentenceOf(desk, organisation.id).then((sentence) => {
      if (live) state.value = sentence;
    });
    return () => {
      live = false;
    };
  }, [desk]);
  const keeps = can(member.roles, "keep-custody");
  const heading = `custody-${desk.desk.id}`;
  return (
    <section class="desk-row desk-row--plain" aria-labelledby={heading}>
      <h3 class="govuk-heading-s" id={heading}>
        {desk.desk.name}
      </h3>
      <p>{state.value}</p>
      {desk.places.length === 0 ? null : (
        <ul class="desk-list" aria-label={t("desk.custody.places", { desk: desk.desk.name })}>
          {desk.places.map((place) => (
            <li key={place.n}>
              {t("desk.custody.place", { n: place.n, organisation: place.organisation.name })}
              <br />
              <span class="desk-row__quiet">{placeText(place)}</span>
            </li>
          ))}
        </ul>
      )}
      {keeps ? <Arrange desk={desk} told={told} /> : null}
      {keeps && desks.some((own) => own.id === desk.desk.id) ? <Sheet desk={desk} /> : null}
    </section>
  );
}

function placeText({ state, member, seen }: CustodyPlace): string {
  if (state !== "agreed" || member === null) return t(`desk.custody.place.${state}`);
  const { name } = member;
  return seen === null
    ? t("desk.custody.place.agreed", { name })
    : t("desk.custody.place.seen", { name, day: moment(seen) });
}

async function sentenceOf(desk: DeskCustody, home: string): Promise<string> {
  const set = desk.set?.set ?? null;
  const found = await holdersOf(desk, home);
  if (set !== null && set.version !== desk.version) return t("desk.custody.state.stale");
  if (set?.mode === "sheet" && !found.ok) return t("desk.custody.state.sheet", { day: moment(set.at) });
  if (!found.ok && found.why === "waits") {
    const n = desk.places.filter((place) => place.state !== "agreed").length;
    return desk.places.length === 0 ? t("desk.custody.state.none") : t("desk.custody.state.waits", { n });
  }
  if (!found.ok) return t(found.why === "outside" ? "desk.custody.state.none" : "desk.custody.state.unconfirmed");
  if (set === null || !isFresh(set, desk, found.holders)) return t("desk.custody.state.making");
  return t("desk.custody.state.shares", { day: moment(set.at) });
}
