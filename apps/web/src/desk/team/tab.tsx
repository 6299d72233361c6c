import { brokenBy, inTeam } from "@threshold/casework";
import { useEffect } from "preact/hooks";
import { loadPeople, people } from "../people/state.ts";
import { ownDesks } from "../referral/banner.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { standingOf } from "../referral/standing.ts";
import { list, t } from "../words.ts";
import { BreakGlass } from "./break-glass.tsx";
import { ChooseTeam } from "./choose-team.tsx";
import { actor } from "./may.ts";
import { workOn } from "./step.ts";

interface Props {
  readonly open: OpenCase;
  readonly changed: () => Promise<void>;
}

/** Who of the desk works on this case: everybody, or a few. */
export function TeamTab({ open, changed }: Props) {
  const { state, file } = open;
  useEffect(() => void loadPeople(), []);
  const desk = standingOf(open, ownDesks())?.readAs?.desk ?? null;
  if (desk === null || state.status !== "accepted") return <p>{t("content.person.after-accepting")}</p>;
  const team = state.key?.team ?? null;
  const names = new Map(people.value?.members.map((one) => [one.id, one.name]));
  const work = () => workOn(open, desk);
  const opened = brokenBy(actor(), state, Date.parse(file.now)) !== null;
  return (
    <>
      <h2 class="govuk-heading-m">{t("content.team")}</h2>
      <p>
        {team === null
          ? t("content.team.everybody")
          : t("content.team.only", { names: list(team.map((id) => names.get(id) ?? t("desk.timeline.somebody"))) })}
      </p>
      {inTeam(actor(), state) ? (
        <ChooseTeam desk={desk} team={team} work={work} changed={changed} />
      ) : opened ? (
        <p>{t("content.glass.yours")}</p>
      ) : (
        <BreakGlass work={work} changed={changed} />
      )}
    </>
  );
}
