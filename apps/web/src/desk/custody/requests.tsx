import { useSignal } from "@preact/signals";
import type { Custody, CustodyRequest } from "@threshold/contract";
import { TextField } from "../parts/field.tsx";
import { list, moment, t } from "../words.ts";
import { change } from "./custody.ts";
import type { Told } from "./page.tsx";
import { type ReleaseProblem, sealShares } from "./shares.ts";

/** Who asks this custodian. She phones, hears a code, types it: the browser holds it against the keys it would seal to. */
export function Requests({ all, told }: { readonly all: Custody; readonly told: Told }) {
  if (all.requests.length === 0) return null;
  return (
    <ul class="desk-rows">
      {all.requests.map((request) => (
        <Request key={request.recovery} request={request} all={all} told={told} />
      ))}
    </ul>
  );
}

interface Props {
  readonly request: CustodyRequest;
  readonly all: Custody;
  readonly told: Told;
}

function Request({ request, all, told }: Props) {
  const heard = useSignal("");
  const wrong = useSignal<ReleaseProblem | null>(null);
  const busy = useSignal(false);
  const send = async (path: string, body?: unknown) => {
    const trouble = await change(`/recoveries/${request.recovery}/${path}`, "POST", body);
    if (trouble === null) told.done();
    else told.failed(trouble);
  };
  const release = async () => {
    if (busy.value) return;
    busy.value = true;
    const sealed = await sealShares(request, all, heard.value);
    wrong.value = sealed.ok ? null : sealed.why;
    if (sealed.ok) await send("release", { releases: sealed.releases });
    busy.value = false;
  };
  const { name } = request.member;
  const answered = request.shares.every((share) => share.answer !== null) ? request.shares[0]?.answer : null;
  const id = `heard-${request.recovery}`;
  return (
    <li class="desk-row desk-row--plain">
      <h2 class="govuk-heading-s">
        {t("desk.custody.request", { name, desks: list(request.shares.map((share) => share.desk.name)) })}
      </h2>
      <p class="desk-row__quiet">
        {t("desk.custody.request.who", {
          organisation: request.organisation.name,
          time: moment(request.asked),
          end: moment(request.expires),
        })}
      </p>
      {answered ? (
        <p>{t(`desk.custody.request.${answered}`)}</p>
      ) : (
        <form
          noValidate
          aria-busy={busy.value}
          onSubmit={(event) => {
            event.preventDefault();
            void release();
          }}
        >
          <p>{t("desk.custody.request.how", { name })}</p>
          <TextField
            id={id}
            label={t("desk.custody.request.code")}
            hint={t("desk.custody.request.code.hint")}
            value={heard}
            error={wrong.value === null ? undefined : t(`desk.custody.request.${wrong.value}`)}
          />
          <div class="desk-answer__buttons">
            <button type="submit" class="govuk-button" disabled={busy.value}>
              {t("desk.custody.request.release")}
            </button>
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void send("refuse")}>
              {t("desk.custody.request.refuse")}
            </button>
          </div>
        </form>
      )}
    </li>
  );
}
