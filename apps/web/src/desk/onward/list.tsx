import { useSignal } from "@preact/signals";
import { type CaseRecord, isTakenBack } from "@threshold/casework/care";
import { useEffect } from "preact/hooks";
import { isolate } from "../../shared/isolate.ts";
import { useCare } from "../care/context.ts";
import { wordsOf } from "../care/said.ts";
import { directory, loadDirectory } from "../directory.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { hrefOf } from "../route.ts";
import { list, moment, t } from "../words.ts";
import { Elsewhere } from "./elsewhere.tsx";
import { OnwardForm } from "./form.tsx";
import { whoHas } from "./names.ts";
import { nowSaid } from "./send.ts";
import { type Stands, useStandings } from "./standings.ts";

type Passed = Extract<CaseRecord, { topic: "passed" }>;

interface Props {
  readonly open: OpenCase;
  readonly desk: string;
  readonly changed: () => Promise<void>;
}

/** Who else helps, by what was passed on from this case, and how each of them took it. */
export function WhoElseHelps({ open, desk, changed }: Props) {
  const { open: now, mayAdd } = useCare();
  const doing = useSignal<"send" | "elsewhere" | null>(null);
  useEffect(() => void loadDirectory(), []);
  const all = [...now.care.passed.values()].map((standing) => standing.now.record);
  const standings = useStandings(all.flatMap((record) => record.case ?? []));
  const close = (button: string) => () => {
    doing.value = null;
    queueMicrotask(() => document.getElementById(button)?.focus());
  };
  // Names come with it.
  const known = directory.value !== null;
  return (
    <section aria-labelledby="onward">
      <h2 class="govuk-heading-m" id="onward">
        {t("onward.title")}
      </h2>
      {all.length === 0 ? <p>{t("onward.none")}</p> : null}
      <ul class="desk-care">
        {all.map((record) => (
          <Row
            key={record.passed}
            record={record}
            stands={known && record.case !== null ? standings.get(record.case) : undefined}
          />
        ))}
      </ul>
      {doing.value === "send" ? (
        <OnwardForm open={open} desk={desk} changed={changed} close={close("onward-send")} />
      ) : doing.value === "elsewhere" ? (
        <Elsewhere close={close("onward-elsewhere")} />
      ) : mayAdd ? (
        <div class="desk-answer__buttons">
          <button
            type="button"
            id="onward-send"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              doing.value = "send";
            }}
          >
            {t("onward.do")}
          </button>
          <button
            type="button"
            id="onward-elsewhere"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              doing.value = "elsewhere";
            }}
          >
            {t("onward.elsewhere")}
          </button>
        </div>
      ) : null}
    </section>
  );
}

function Row({ record, stands }: { readonly record: Passed; readonly stands: Stands | undefined }) {
  const { open, mayAdd, save, busy } = useCare();
  const ground = t(`desk.basis.${record.basis}`);
  const words = [wordsOf(record.words), wordsOf(record.told)].filter((one) => one !== null);
  return (
    <li class="desk-care__row">
      <div class="desk-care__line">
        <span class="desk-care__name">{isolate(whoHas(record))}</span>
        <span class="desk-care__state">{stateOf(record, stands)}</span>
        {record.case === null || record.reference === null ? null : (
          <a class="govuk-link desk-row__reference" href={hrefOf({ page: "case", id: record.case })}>
            <bdi>{record.reference}</bdi>
          </a>
        )}
      </div>
      <p class="desk-care__detail">
        {t("onward.row", {
          purpose: t(`onward.purpose.${record.purpose}`),
          ground,
          how: t(`onward.how.${record.how}`),
        })}
      </p>
      {words.map((line) => (
        <p key={line} class="desk-care__detail">
          {isolate(line)}
        </p>
      ))}
      <p class="desk-quiet">
        {moment(record.at)}
        {record.what.length === 0 ? "" : ` · ${list(record.what.map((part) => t(`onward.part.${part}`)))}`}
      </p>
      {isTakenBack(open.care.sharing, record) ? <p class="desk-care__also">{t("onward.is.to-tell")}</p> : null}
      {stands?.status === "absent" && record.state === "stands" && mayAdd ? (
        <button
          type="button"
          class="desk-link"
          disabled={busy.value}
          onClick={() => void save(nowSaid(record, "not-sent"))}
        >
          {t("onward.never-sent")}
        </button>
      ) : null}
    </li>
  );
}

/** How it stands: by those who have it where that is known, else by what was recorded here. */
function stateOf({ state, how }: Passed, stands: Stands | undefined): string {
  if (state === "not-sent" && stands?.status !== "absent" && stands !== undefined)
    return t("onward.is.there-after-all");
  if (state !== "stands") return t(`onward.is.${state}`);
  if (how !== "sent") return t("onward.is.elsewhere");
  if (stands === undefined) return t("desk.loading");
  if (stands.status === "absent") return t("onward.is.absent");
  const { status, holder } = stands;
  if (status === "accepted" && holder !== null) return t("onward.is.accepted", { name: holder });
  if (status === "passed-on" && holder !== null) return t("onward.is.passed-on", { name: holder });
  return t(`desk.status.${status}`);
}
