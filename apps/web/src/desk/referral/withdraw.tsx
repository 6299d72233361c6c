import { type Signal, useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Answered } from "../../shared/api.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { ended } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import { ownDesks } from "./banner.tsx";
import { withdrawn } from "./entry.ts";
import type { OpenCase } from "./open-case.ts";
import { standingOf } from "./standing.ts";
import { write } from "./write.ts";

interface Props {
  /** The case as it is now: at hand on its own page, asked for in a list. */
  readonly load: () => Promise<Answered<OpenCase>>;
  readonly changed: () => Promise<void>;
  readonly say: Signal<string>;
  /** Id of the element that says which referral this is, where several are on the page. */
  readonly about?: string;
}

/** Records that the person no longer wants this, after one step that says what it does (guidebook II.3). */
export function Withdraw({ load, changed, say, about }: Props) {
  const asked = useSignal<OpenCase | null>(null);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  const failed = async (problem: Trouble) => {
    trouble.value = problem;
    if (problem.problem === "not-signed-in") return ended();
    // Somebody else recorded it first: then it is as the person wants it, and the page shows so.
    if (problem.problem === "already-answered") await changed();
  };
  const ask = async () => {
    if (busy.value) return;
    busy.value = true;
    const answer = await load();
    busy.value = false;
    if (!answer.ok) return failed(answer);
    trouble.value = null;
    asked.value = answer.value;
  };
  const record = async () => {
    if (busy.value) return;
    busy.value = true;
    // Asked for anew: what came in while the question stood is then known to this entry, and not marked as late.
    const found = await load();
    busy.value = false;
    if (!found.ok) return failed(found);
    const open = found.value;
    const desk = standingOf(open, ownDesks())?.withdrawAs ?? null;
    const { referral } = open;
    if (desk === null || referral === null) return failed({ problem: "wrong-desk", retryAfter: null });
    busy.value = true;
    const answer = await write({ desk: desk.desk, make: (frame) => withdrawn(frame, open.envelopes, referral) });
    busy.value = false;
    if (!answer.ok) return failed(answer);
    trouble.value = null;
    asked.value = null;
    say.value = t("desk.withdraw.done");
    await changed();
  };
  const back = () => {
    asked.value = null;
    trouble.value = null;
    queueMicrotask(() => button.current?.focus());
  };

  return (
    <div class="desk-withdraw" aria-busy={busy.value}>
      {asked.value === null ? (
        <button type="button" class="desk-link" ref={button} aria-describedby={about} onClick={() => void ask()}>
          {t("desk.withdraw")}
        </button>
      ) : (
        <Step open={asked.value} busy={busy.value} record={record} back={back} />
      )}
      <TroubleLine trouble={trouble.value} />
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.answer.working") : ""}
      </p>
    </div>
  );
}

interface StepProps {
  readonly open: OpenCase;
  readonly busy: boolean;
  readonly record: () => Promise<void>;
  readonly back: () => void;
}

const effects = ["stops", "sealed", "for-good", "help"] as const;

function Step({ open: { referral }, busy, record, back }: StepProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const basis = referral?.basis.code ?? "consent";
  return (
    <section class="desk-answer desk-withdraw__step" aria-labelledby={id}>
      <h2 class="govuk-heading-s" id={id} tabIndex={-1} ref={heading}>
        {t("desk.withdraw.title")}
      </h2>
      <ul class="desk-list">
        {effects.map((effect) => (
          <li key={effect}>{t(`desk.withdraw.${effect}`)}</li>
        ))}
      </ul>
      {basis === "consent" ? null : <p>{t("desk.withdraw.other-ground", { basis: t(`desk.basis.${basis}`) })}</p>}
      <div class="desk-answer__buttons">
        <button type="button" class="govuk-button" disabled={busy} onClick={() => void record()}>
          {t("desk.withdraw.do")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" disabled={busy} onClick={back}>
          {t("desk.cancel")}
        </button>
      </div>
    </section>
  );
}
