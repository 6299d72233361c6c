import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { onThreeShifts } from "../shared/exit.ts";
import { t } from "../shared/words.ts";
import { fetchLater, later } from "./later.ts";
import { List } from "./list/list.tsx";
import { Situations } from "./list/situations.tsx";
import { Specialist } from "./menu/specialist.tsx";
import { exit } from "./page/exit.ts";
import { Header } from "./page/header.tsx";
import { type Place, place, steps } from "./page/place.ts";

/**
 * From the first sign to sent there are six screens: list with result, danger, choice, who, helps, look-over. The picker of
 * situations comes before the first sign, the confirmation after it was sent. Where the later screens are not on this phone yet,
 * whoever can be phoned is shown instead: that is the way to refer without them.
 */
function screenOf(here: Place): ComponentType {
  if (here === "situation") return Situations;
  if (here === "list") return List;
  const screens = later.value;
  if (here === "specialist" || screens === null || screens.closedToObserver(here)) return Specialist;
  const all: Record<Exclude<Place, "situation" | "list" | "specialist">, ComponentType> = {
    danger: screens.DangerScreen,
    choice: screens.ChoiceScreen,
    who: screens.Who,
    helps: screens.Helps,
    "look-over": screens.LookOver,
    sent: screens.SentScreen,
    support: screens.Support,
    "phone-instead": screens.PhoneInstead,
    offer: screens.OfferCheck,
    "offer-result": screens.OfferResult,
    "take-along": screens.TakeAlong,
    "help-before": screens.HelpBefore,
    people: screens.PeopleScreen,
    disagree: screens.DisagreeScreen,
    keep: screens.KeepScreen,
    kept: screens.KeptScreen,
    rights: screens.Rights,
    glossary: screens.Glossary,
    ways: screens.Ways,
    country: screens.CountryPage,
    pack: screens.PackScreen,
    "from-paper": screens.TypeIn,
    menu: screens.Menu,
  };
  return all[here];
}

export function App() {
  const main = useRef<HTMLElement>(null);
  const Screen = screenOf(place.value);
  const step = steps.value;
  const Above = later.value?.BesideScreen;

  // A new screen starts at its heading, for eyes and for screen readers; the first one is left to the browser.
  useEffect(() => {
    if (step === 0) return;
    scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [step]);
  useEffect(() => onThreeShifts(exit), []);
  useEffect(() => void fetchLater(), [place.value]);

  return (
    <>
      {/* A button: the address stays `/`, so there is nothing to link to. */}
      <button type="button" class="govuk-skip-link" onClick={() => main.current?.focus()}>
        {t("common.skip")}
      </button>
      <Header />
      <main id="content" ref={main} tabIndex={-1} key={place.value}>
        {Above === undefined ? null : <Above at={place.value} />}
        <Screen />
      </main>
    </>
  );
}
