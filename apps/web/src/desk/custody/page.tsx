import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import { useEffect } from "preact/hooks";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { current } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import { custody, keepCustody } from "./custody.ts";
import { DeskSection } from "./desk-section.tsx";
import { Here } from "./here.tsx";
import { OwnAsking } from "./own-asking.tsx";
import { Recoveries } from "./recoveries.tsx";
import { Requests } from "./requests.tsx";

/** What the parts of the page tell it: what became of something, and what went wrong. */
export interface Told {
  readonly done: () => void;
  readonly failed: (trouble: Trouble) => void;
}

/** How desks' keys are kept against loss: all see it, stewards arrange it, custodians answer. */
export function CustodyPage() {
  const trouble = useSignal<Trouble | null>(null);
  const done = useSignal("");
  useEffect(() => {
    void keepCustody().then((problem) => {
      trouble.value = problem;
    });
  }, []);
  const told: Told = {
    done: () => {
      trouble.value = null;
      done.value = t("desk.custody.done");
    },
    failed: (problem) => {
      done.value = "";
      trouble.value = problem;
    },
  };
  const all = custody.value;
  const { member, desks } = current();
  return (
    <>
      <Title page={t("desk.custody")}>{t("desk.custody.title")}</Title>
      <p>{t("desk.custody.lead")}</p>
      <TroubleLine trouble={trouble.value} />
      <Said>{done.value}</Said>
      {all === null ? null : (
        <>
          <Requests all={all} told={told} />
          <Here all={all} told={told} />
          {desks.length === 0 && can(member.roles, "work-cases") ? <OwnAsking /> : null}
          <h2 class="govuk-heading-m">{t("desk.custody.desks")}</h2>
          {all.desks.map((desk) => (
            <DeskSection key={desk.desk.id} desk={desk} told={told} />
          ))}
          <Recoveries all={all} told={told} />
        </>
      )}
    </>
  );
}
