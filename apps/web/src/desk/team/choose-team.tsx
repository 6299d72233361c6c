import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Checkboxes } from "../parts/choice.tsx";
import { Remark } from "../parts/notice.tsx";
import { loadPeople, people } from "../people/state.ts";
import { current } from "../session.ts";
import { t } from "../words.ts";
import { type Candidate, candidates } from "./colleagues.ts";
import { rekey } from "./reseal.ts";
import type { Stopped, Working } from "./step.ts";
import { StoppedLine } from "./stopped.tsx";

/** As the server takes: a key is sealed to eight at most. */
const mostInTeam = 8;

interface Props {
  readonly desk: string;
  /** Null: the whole desk. */
  readonly team: readonly string[] | null;
  readonly work: () => Working | null;
  readonly changed: () => Promise<void>;
}

/** A few colleagues instead of the whole desk, or the whole desk again. Either way the case gets a new key. */
export function ChooseTeam({ desk, team, work, changed }: Props) {
  const own = current().member.id;
  const found = useSignal<readonly Candidate[] | null>(null);
  const chosen = useSignal<readonly string[]>(team ?? []);
  const step = useSignal<{ readonly n: number; readonly of: number } | null>(null);
  const why = useSignal<Stopped | null>(null);
  const said = useSignal("");
  useEffect(() => {
    void loadPeople().then(async (trouble) => {
      why.value = trouble;
      found.value = await candidates(people.peek()?.members ?? [], desk);
    });
  }, [desk]);
  // Others may change it meanwhile. While this browser seals anew, the case grows under it, and how far it is stays in sight.
  useEffect(() => {
    if (step.peek() === null) chosen.value = team ?? [];
  }, [team?.join()]);

  const mine = found.value?.find((one) => one.id === own);
  const others = found.value?.filter((one) => one.id !== own) ?? [];
  const set = async (members: readonly Candidate[] | null) => {
    const into = work();
    if (into === null || step.value !== null) return;
    said.value = "";
    const result = await rekey(into, members, (n, of) => {
      step.value = { n, of };
    });
    step.value = null;
    why.value = result.ok ? null : result.why;
    if (result.ok) said.value = t(members === null ? "content.team.done.desk" : "content.team.done");
    await changed();
  };
  const picked = others.filter((one) => chosen.value.includes(one.id));
  return (
    <section aria-labelledby="choose-team" aria-busy={step.value !== null}>
      <h3 class="govuk-heading-s" id="choose-team">
        {t("content.team.choose")}
      </h3>
      <p>{t("content.team.choose.lead")}</p>
      {found.value === null ? (
        <p class="desk-quiet">{t("desk.loading")}</p>
      ) : mine === undefined ? (
        <Remark>{t("content.team.unconfirmed")}</Remark>
      ) : (
        <>
          <Checkboxes
            id="team"
            legend={t("content.team.with-me")}
            options={others.map((one) => ({ value: one.id, text: one.name }))}
            value={chosen}
          />
          {others.length === 0 ? <p class="desk-quiet">{t("content.team.alone")}</p> : null}
          {picked.length >= mostInTeam ? <p class="govuk-error-message">{t("content.team.too-many")}</p> : null}
          <div class="desk-answer__buttons">
            <button
              type="button"
              class="govuk-button"
              disabled={step.value !== null || picked.length >= mostInTeam}
              onClick={() => void set([mine, ...picked])}
            >
              {t("content.team.set")}
            </button>
            {team === null ? null : (
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                disabled={step.value !== null}
                onClick={() => void set(null)}
              >
                {t("content.team.whole-desk")}
              </button>
            )}
          </div>
        </>
      )}
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {step.value === null ? said.value : t("content.team.working", step.value)}
      </p>
    </section>
  );
}
