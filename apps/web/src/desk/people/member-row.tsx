import { useSignal } from "@preact/signals";
import type { Colleague, People } from "@threshold/contract";
import { current } from "../session.ts";
import { dayOf, list, t, words } from "../words.ts";
import { AwayForm, BackButton } from "./away.tsx";
import { ChangeForm } from "./change-member.tsx";
import { EndForm } from "./end-member.tsx";
import type { ChangeTrouble } from "./make-change.ts";
import { RenewForm } from "./renew.tsx";
import { deskNames } from "./state.ts";

/** What every form here gets: whom it is about, what is known, and where to say how it went. */
export interface FormProps {
  readonly member: Colleague;
  readonly known: People;
  readonly after: (why: ChangeTrouble | null, said: string) => void;
  readonly close: () => void;
}

const forms = { change: ChangeForm, away: AwayForm, renew: RenewForm, leave: EndForm } as const;
type Doing = keyof typeof forms;

/** One colleague, how she stands, and for those who keep people what can be changed. */
export function MemberRow({ member, known, keeper, after }: Omit<FormProps, "close"> & { readonly keeper: boolean }) {
  const doing = useSignal<Doing | null>(null);
  const own = member.id === current().member.id;
  const { name } = member;
  const close = () => {
    doing.value = null;
  };
  const Form = doing.value === null ? null : forms[doing.value];
  const alone = known.members.filter((one) => one.standing !== "left").length === 1;
  const may: Doing[] =
    member.standing === "waiting"
      ? ["leave"]
      : own
        ? alone
          ? ["change"]
          : []
        : member.standing === "on-leave"
          ? ["change", "renew", "leave"]
          : ["change", "away", "renew", "leave"];
  return (
    <li class="desk-row desk-row--plain">
      <h3 class="desk-row__who desk-person">{own ? t("desk.people.you", { name }) : name}</h3>
      <Facts member={member} known={known} />
      {!keeper ? null : Form !== null ? (
        <Form member={member} known={known} after={after} close={close} />
      ) : (
        <div class="desk-answer__buttons">
          {member.standing === "on-leave" ? <BackButton member={member} after={after} /> : null}
          {may.map((what) => (
            <button
              key={what}
              type="button"
              class="desk-link"
              aria-label={t(`desk.people.${what}.one`, { name })}
              onClick={() => (doing.value = what)}
            >
              {t(`desk.people.${what}`)}
            </button>
          ))}
          {own && !alone ? <p class="desk-row__quiet">{t("desk.people.self")}</p> : null}
        </div>
      )}
    </li>
  );
}

function Facts({ member, known }: { readonly member: Colleague; readonly known: People }) {
  const { roles, standing, leave, since, renewed, certificate } = member;
  const desks = deskNames(known.desks, member.desks);
  const lacking = known.desks.filter(
    (desk) =>
      member.desks.includes(desk.id) &&
      !desk.holders.some((holder) => holder.member === member.id && holder.versions.includes(desk.version)),
  );
  const standsIn = known.members.find((one) => one.id === leave?.standsIn);
  const away = leave?.until
    ? t("desk.people.state.away.until", { day: dayOf(leave.until) })
    : t("desk.people.state.away");
  return (
    <>
      <p>
        {words("desk.role-name", roles)}
        {" · "}
        {desks.length === 0 ? t("desk.people.at.none") : list(desks)}
      </p>
      <p class="desk-row__quiet">
        {t("desk.people.joined", { day: dayOf(since) })}
        {renewed === null ? "" : ` · ${t("desk.people.renewed", { day: dayOf(renewed) })}`}
      </p>
      {standing === "waiting" ? (
        <State word={t("desk.people.state.waiting")} more={t("desk.people.state.waiting.hint")} />
      ) : certificate === null ? (
        <State word={t("desk.people.state.uncertified")} />
      ) : lacking.length > 0 ? (
        <State
          word={t("desk.people.state.keys")}
          more={t("desk.people.state.keys.hint", { desks: list(lacking.map((desk) => desk.name)) })}
        />
      ) : null}
      {standing === "on-leave" ? (
        <State
          word={away}
          {...(standsIn === undefined ? {} : { more: t("desk.people.state.stands-in", { name: standsIn.name }) })}
        />
      ) : null}
    </>
  );
}

function State({ word, more }: { readonly word: string; readonly more?: string }) {
  return (
    <p>
      <strong>{word}</strong>
      {more === undefined ? null : (
        <>
          <br />
          {more}
        </>
      )}
    </p>
  );
}

/** Those who left: their names stay, since entries name who wrote them. */
export function FormerMembers({ members }: { readonly members: readonly Colleague[] }) {
  const gone = members.filter((one) => one.standing === "left");
  if (gone.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{t("desk.people.gone.list")}</h2>
      <ul class="desk-rows">
        {gone.map((one) => (
          <li class="desk-row desk-row--plain" key={one.id}>
            <p>
              {one.name}
              {one.left === null ? "" : ` · ${t("desk.people.gone", { day: dayOf(one.left) })}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
