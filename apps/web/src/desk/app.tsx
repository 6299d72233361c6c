import { signal } from "@preact/signals";
import { can } from "@threshold/casework";
import { useEffect, useRef } from "preact/hooks";
import { CustodyNotice } from "./custody/notice.tsx";
import { InboxPage } from "./inbox/inbox.tsx";
import { keepFocus } from "./parts/keep-focus.ts";
import { Languages } from "./parts/languages.tsx";
import { lazily } from "./parts/lazily.tsx";
import { Leave } from "./parts/leave.tsx";
import { Title } from "./parts/title.tsx";
import { RenewedNotice } from "./people/renewed.tsx";
import { WaitNotice } from "./people/wait.tsx";
import { hrefOf, type Route, readRoute } from "./route.ts";
import { type Stage, signOut, stage } from "./session.ts";
import { SignInPage } from "./sign-in/sign-in.tsx";
import { TrustNotice } from "./trust/trust-notice.tsx";
import { t } from "./words.ts";

export const route = signal<Route>(readRoute(location.hash));
addEventListener("hashchange", () => {
  if (location.hash === "#main") {
    // The skip link: the browser has gone to the main part, and the address says again which page that is.
    history.replaceState(null, "", hrefOf(route.value));
    return;
  }
  route.value = readRoute(location.hash);
});

const FactorPage = lazily(async () => (await import("./sign-in/factor.tsx")).FactorPage);
const ReturnedPage = lazily(async () => (await import("./sign-in/returned.tsx")).ReturnedPage);
const OwnSignInPage = lazily(async () => (await import("./sign-in/own.tsx")).OwnSignInPage);
const TellingPage = lazily(async () => (await import("./telling/page.tsx")).TellingPage);
const CustodyPage = lazily(async () => (await import("./custody/page.tsx")).CustodyPage);
const LostPage = lazily(async () => (await import("./custody/lost.tsx")).LostPage);
const JoinPage = lazily(async () => (await import("./sign-in/join.tsx")).JoinPage);
const ReferralPage = lazily(async () => (await import("./referral/referral.tsx")).ReferralPage);
const SearchPage = lazily(async () => (await import("./search/search.tsx")).SearchPage);
const SentPage = lazily(async () => (await import("./sent/sent.tsx")).SentPage);
const PhonesPage = lazily(async () => (await import("./phones/phones.tsx")).PhonesPage);
const ServicesPage = lazily(async () => (await import("./services/services.tsx")).ServicesPage);
const PeoplePage = lazily(async () => (await import("./people/people.tsx")).PeoplePage);
const KeyRecordPage = lazily(async () => (await import("./people/record.tsx")).KeyRecordPage);
const JoinMemberPage = lazily(async () => (await import("./people/join-member.tsx")).JoinMemberPage);
const PaperPage = lazily(async () => (await import("./paper/page.tsx")).PaperPage);
const TogetherPage = lazily(async () => (await import("./together/page.tsx")).TogetherPage);
const InvitePage = lazily(async () => (await import("./invite/invite.tsx")).InvitePage);

function Page({ to }: { readonly to: Route }) {
  switch (to.page) {
    case "case":
      return <ReferralPage key={to.id} id={to.id} />;
    case "inbox":
      return <InboxPage />;
    case "custody":
      return <CustodyPage />;
    case "own-sign-in":
      return <OwnSignInPage />;
    case "telling":
      return <TellingPage />;
    case "people":
      return <PeoplePage />;
    case "record":
      return <KeyRecordPage />;
    case "search":
      return <SearchPage />;
    case "sent":
      return <SentPage />;
    case "phones":
      return <PhonesPage />;
    case "services":
      return <ServicesPage />;
    case "invite":
      return <InvitePage />;
    case "together":
      return <TogetherPage />;
    case "paper":
      return <PaperPage />;
  }
}

function Main({ now }: { readonly now: Stage }) {
  switch (now.at) {
    case "starting":
      return <Title page={t("desk.name")}>{t("desk.loading")}</Title>;
    case "joining":
      return <JoinPage first={now.first} />;
    case "out":
      return <SignInPage key={`${now.why}${now.name}`} out={now} />;
    case "lost":
      return <LostPage />;
    case "invited":
      return <JoinMemberPage code={now.code} />;
    case "factor":
      return <FactorPage now={now} />;
    case "returned":
      return <ReturnedPage answer={now.answer} />;
    case "in":
      return <Page to={route.value} />;
  }
}

/** The parts of the desk, and what lets somebody into each. */
const pages = {
  inbox: "work-cases",
  search: "work-cases",
  together: "work-cases",
  sent: "see-sent",
  phones: "remove-phones",
  services: "keep-services",
  invite: "invite-organisations",
} as const;

function Sections({ now }: { readonly now: Extract<Stage, { readonly at: "in" }> }) {
  const { member, organisation } = now.session;
  const here = route.value.page === "case" ? "inbox" : route.value.page;
  return (
    <div class="desk-sections">
      <nav aria-label={t("desk.sections")}>
        <ul>
          {(Object.keys(pages) as (keyof typeof pages)[])
            .filter((page) => can(member.roles, pages[page]))
            .map((page) => (
              <li key={page}>
                <a href={hrefOf({ page })} aria-current={page === here ? "page" : undefined}>
                  {t(`desk.${page}`)}
                </a>
              </li>
            ))}
          {can(member.roles, "work-cases") ? (
            <li>
              <a href={hrefOf({ page: "paper" })} aria-current={here === "paper" ? "page" : undefined}>
                {t("paper.pack")}
              </a>
            </li>
          ) : null}
          <li>
            <a
              href={hrefOf({ page: "people" })}
              aria-current={here === "people" || here === "record" ? "page" : undefined}
            >
              {t("desk.people")}
            </a>
          </li>
          {can(member.roles, "keep-custody") || can(member.roles, "hold-share") ? (
            <li>
              <a href={hrefOf({ page: "custody" })} aria-current={here === "custody" ? "page" : undefined}>
                {t("desk.custody")}
              </a>
            </li>
          ) : null}
        </ul>
      </nav>
      <section class="desk-who" aria-label={t("desk.you")}>
        <span>{t("desk.signed-in", { name: member.name, organisation: organisation.name })}</span>
        <a
          class="desk-link"
          href={hrefOf({ page: "own-sign-in" })}
          aria-current={here === "own-sign-in" ? "page" : undefined}
        >
          {t("desk.own")}
        </a>
        <a class="desk-link" href={hrefOf({ page: "telling" })} aria-current={here === "telling" ? "page" : undefined}>
          {t("telling.page")}
        </a>
        <button type="button" class="desk-link" onClick={signOut}>
          {t("desk.sign-out")}
        </button>
        {organisation.invented ? <span class="desk-invented">{t("desk.invented")}</span> : null}
      </section>
    </div>
  );
}

/** The frame around every page: exit always in reach, then the parts of the desk, then the page. */
export function App() {
  const now = stage.value;
  const main = useRef<HTMLElement>(null);
  useEffect(() => (main.current === null ? undefined : keepFocus(main.current)), []);
  return (
    <>
      <a class="govuk-skip-link" href="#main">
        {t("desk.skip")}
      </a>
      <header class="desk-header">
        <div class="desk-header__row">
          <span class="desk-header__name">{t("desk.name")}</span>
          <Languages />
          <Leave />
        </div>
      </header>
      <div class="desk-body">
        {now.at === "in" ? <Sections now={now} /> : null}
        <main id="main" tabIndex={-1} ref={main}>
          {now.at === "in" ? <TrustNotice /> : null}
          {now.at === "in" ? <WaitNotice /> : null}
          {now.at === "in" ? <RenewedNotice /> : null}
          {now.at === "in" ? <CustodyNotice /> : null}
          <Main now={now} />
        </main>
      </div>
    </>
  );
}
