import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import { useEffect } from "preact/hooks";
import { Remark, Said } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { hrefOf } from "../route.ts";
import { current } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import { attendOnce, confirmedNow, misfits } from "./attend.ts";
import { DesksSection } from "./desks.tsx";
import { InviteSection } from "./invite-member.tsx";
import type { ChangeTrouble } from "./make-change.ts";
import { FormerMembers, MemberRow } from "./member-row.tsx";
import { SmallOffice } from "./small-office.tsx";
import { loadPeople, people } from "./state.ts";
import { ChangeTroubleLine } from "./trouble.tsx";

/** Who works here and with which keys. Everybody may look; those who keep people change it. */
export function PeoplePage() {
  const trouble = useSignal<ChangeTrouble | null>(null);
  const done = useSignal("");
  const { member } = current();
  const keeper = can(member.roles, "keep-people");
  useEffect(() => {
    void loadPeople().then((why: Trouble | null) => {
      trouble.value = why;
      // Whoever looks here does not want to wait for the next round.
      if (why === null) void attendOnce().catch(() => undefined);
    });
  }, []);
  /** What a change came to: shown at the top, and read out. */
  const after = (why: ChangeTrouble | null, said: string) => {
    trouble.value = why;
    done.value = why === null ? said : "";
    scrollTo(0, 0);
  };
  const known = people.value;
  return (
    <>
      <Title page={t("desk.people.title")}>{t("desk.people.title")}</Title>
      <p>{t("desk.people.lead")}</p>
      <ChangeTroubleLine trouble={trouble.value} />
      <Said>{done.value}</Said>
      {confirmedNow.value === null ? null : <Remark>{t("desk.people.confirmed", { name: confirmedNow.value })}</Remark>}
      {known?.members
        .filter((one) => misfits.value.includes(one.id))
        .map((one) => (
          <p role="alert" class="desk-alert__box" key={one.id}>
            {t("desk.people.mismatch", { name: one.name })}
          </p>
        ))}
      {known === null ? null : (
        <>
          <h2 class="govuk-heading-m">{t("desk.people.members")}</h2>
          <ul class="desk-rows">
            {known.members
              .filter((one) => one.standing !== "left")
              .map((one) => (
                <MemberRow key={one.id} member={one} known={known} keeper={keeper} after={after} />
              ))}
          </ul>
          <SmallOffice known={known} after={after} />
          {keeper ? <InviteSection known={known} after={after} /> : null}
          <DesksSection known={known} keeper={keeper} after={after} />
          <FormerMembers members={known.members} />
        </>
      )}
      {can(member.roles, "read-record") ? (
        <p>
          <a class="govuk-link" href={hrefOf({ page: "record" })}>
            {t("desk.record.title")}
          </a>
        </p>
      ) : null}
    </>
  );
}
