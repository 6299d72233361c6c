import { type Signal, useSignal } from "@preact/signals";
import type { BasisCode, Card, DisclosurePurpose, ReferredCase, Story, Urgency } from "@threshold/casework";
import { type Lacking, lackingFor } from "@threshold/casework/care";
import type { Service } from "@threshold/contract";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useCare } from "../care/context.ts";
import { directory, loadDirectory } from "../directory.ts";
import { Radios } from "../parts/choice.tsx";
import { Select, TextArea, TextField } from "../parts/field.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { current } from "../session.ts";
import type { Stopped } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { deskKey } from "../trust/trust.ts";
import { t } from "../words.ts";
import { WhyNot } from "./lacking.tsx";
import { OpenStory } from "./open-story.tsx";
import { toBeginWith } from "./parts.ts";
import { type Draft, nowSaid, type Sealed, sealOnward, sendSealed } from "./send.ts";
import { addressOf, inHeaps } from "./services.ts";
import { What } from "./what.tsx";
import { Others, Who } from "./who.tsx";

const grounds = ["consent", "child", "danger", "duty-in-law"] as const satisfies BasisCode[];
const urgencies = ["now", "today", "usual"] as const satisfies Urgency[];

/** What a case may be passed on for: help before anything happened is for nothing else (II.1). */
function purposesOf({ basis }: ReferredCase): readonly DisclosurePurpose[] {
  return basis.purpose === "prevention" ? ["prevention"] : ["assistance", "protection", "assistance-and-protection"];
}

interface Props {
  readonly open: OpenCase;
  /** Desk that passes it on. */
  readonly desk: string;
  readonly changed: () => Promise<void>;
  readonly close: () => void;
}

/** Passing on: to whom, on what ground, for what, and what of it. Nothing leaves before each of them stands. */
export function OnwardForm(props: Props) {
  const { card, state } = props.open;
  if (typeof card === "string" || state.status === "no-referral") return <p>{t("onward.no-card")}</p>;
  return <Open {...props} card={card} state={state} />;
}

type OpenProps = Props & { readonly card: Card; readonly state: ReferredCase };

function Open({ open, desk, changed, close, card, state }: OpenProps) {
  const { child, save, open: now } = useCare();
  const prevention = state.basis.purpose === "prevention";
  const purposes = purposesOf(state);
  const [first, second] = [useSignal(""), useSignal("")];
  const basis = useSignal<string>("consent");
  const purpose = useSignal<string>(purposes[0] ?? "assistance");
  const urgency = useSignal<string>("usual");
  const [words, told, reach] = [useSignal(""), useSignal(""), useSignal("")];
  const chosen = useSignal<readonly string[]>(toBeginWith(card, prevention));
  const story = useSignal<Story | null>(null);
  const lacking = useSignal<readonly Lacking[]>([]);
  const nobody = useSignal(false);
  const notSealed = useSignal(false);
  const stopped = useSignal<Stopped | null>(null);
  const waiting = useSignal<Sealed | null>(null);
  const busy = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => void loadDirectory(), []);
  useLayoutEffect(() => heading.current?.focus(), []);

  const own = { organisation: current().organisation.id, desk };
  const services = inHeaps(directory.value?.services ?? [], own, child, deskKey);
  const find = (id: string): Service | undefined => services.reachable.find((service) => service.id === id);
  const seconds = services.reachable.filter((service) => service.desk?.id !== find(first.value)?.desk?.id);
  const draftNow = (): Draft | null => {
    const receiver = find(first.value);
    const fallback = find(second.value);
    const to = receiver === undefined ? null : addressOf(receiver);
    if (to === null) return null;
    return {
      ...{ receiver: to, fallback: fallback === undefined ? null : addressOf(fallback), card },
      basis: grounds.find((one) => one === basis.value) ?? "consent",
      purpose: purposes.find((one) => one === purpose.value) ?? "assistance",
      urgency: urgencies.find((one) => one === urgency.value) ?? "usual",
      ...{ words: words.value, told: told.value, reach: reach.value, chosen: chosen.value, story: story.value },
    };
  };

  const send = async () => {
    if (busy.value) return;
    const draft = draftNow();
    nobody.value = draft === null;
    [notSealed.value, stopped.value] = [false, null];
    if (draft === null) return document.getElementById("onward-first")?.focus();
    const desks = [draft.receiver, ...(draft.fallback === null ? [] : [draft.fallback])];
    lacking.value = lackingFor(now.care.sharing, now.today, { ...draft, desks, child });
    if (lacking.value.length > 0) return;
    busy.value = true;
    try {
      const sealed = waiting.value ?? (await seal(draft));
      if (sealed !== null) await leave(sealed);
    } finally {
      busy.value = false;
    }
  };
  const seal = async (draft: Draft): Promise<Sealed | null> => {
    const outcome = await sealOnward(state.case, desk, draft);
    if (outcome.ok) return outcome.value;
    if (outcome.why === "lacking") lacking.value = outcome.lacking;
    else if (outcome.why === "stopped") stopped.value = outcome.stopped;
    else notSealed.value = true;
    return null;
  };
  const leave = async (sealed: Sealed): Promise<void> => {
    const why = await sendSealed(sealed);
    if (why === null) {
      await changed();
      return close();
    }
    stopped.value = why;
    const passing = typeof why !== "string" && mayYetArrive.has(why.problem);
    waiting.value = passing ? sealed : null;
    // Refused for good: it never left, and the case says so.
    if (!passing && sealed.said.topic === "passed") await save(nowSaid({ v: 1, at: "", ...sealed.said }, "not-sent"));
    await loadDirectory();
  };
  const free = basis.value !== "consent";

  return (
    <section class="desk-remark" aria-labelledby="onward-form" aria-busy={busy.value}>
      <h3 class="govuk-heading-s" id="onward-form" tabIndex={-1} ref={heading}>
        {t("onward.do")}
      </h3>
      <p>{t("onward.lead")}</p>
      <WhyNot lacking={lacking.value} />
      {services.reachable.length === 0 && directory.value !== null ? <p>{t("onward.who.none")}</p> : null}
      {/* What was sealed goes again as it is: nothing may look changed that is not. */}
      <fieldset class="govuk-fieldset" disabled={waiting.value !== null}>
        <Who
          id="onward-first"
          legend={t("onward.who")}
          services={services.reachable}
          child={child}
          value={first}
          error={nobody.value ? t("onward.who.pick") : undefined}
        />
        <Others byPhone={services.byPhone} left={services.left} />
        {first.value === "" ? null : (
          <Select
            id="onward-second"
            label={t("onward.second")}
            options={[
              { value: "", text: t("onward.second.nobody") },
              ...seconds.map((service) => ({
                value: service.id,
                text: t("desk.signed-in", { name: service.name, organisation: service.organisation.name }),
              })),
            ]}
            value={second}
          />
        )}
        <Radios
          id="onward-basis"
          legend={t("onward.basis")}
          options={grounds
            .filter((one) => (one !== "child" || child) && (!prevention || one === "consent"))
            .map((value) => ({ value, text: t(`onward.basis.${value}`) }))}
          value={basis}
        />
        {free ? (
          <>
            <TextArea id="onward-words" label={t("onward.words")} value={words} />
            <TextArea id="onward-told" label={t("onward.told")} hint={t("onward.told.hint")} value={told} />
          </>
        ) : null}
        <Options
          id="onward-purpose"
          label={t("onward.purpose")}
          prefix="onward.purpose"
          options={purposes}
          value={purpose}
        />
        <Options
          id="onward-urgency"
          label={t("desk.case.urgency")}
          prefix="desk.inbox"
          options={urgencies}
          value={urgency}
        />
        <What card={card} story={story.value} prevention={prevention} chosen={chosen} />
        {story.value === null ? <OpenStory open={open} desk={desk} opened={story} /> : null}
        <TextField
          id="onward-reach"
          label={t("onward.reach")}
          hint={t("onward.reach.hint")}
          value={reach}
          width="full"
        />
      </fieldset>
      {notSealed.value ? (
        <p role="alert" class="desk-alert__box">
          {t("trust.desk.not-sealed")}
        </p>
      ) : null}
      <StoppedLine why={stopped.value} />
      <div class="desk-answer__buttons">
        <button type="button" class="govuk-button" disabled={busy.value} onClick={() => void send()}>
          {t(waiting.value === null ? "onward.send" : "onward.again")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" disabled={busy.value} onClick={close}>
          {t("care.cancel")}
        </button>
      </div>
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.story.working") : ""}
      </p>
    </section>
  );
}

/** Nobody said no: what was sealed goes again as it is. */
const mayYetArrive: ReadonlySet<string> = new Set(["no-network", "internal", "unavailable", "too-many"]);

interface OptionsProps {
  readonly id: string;
  readonly label: string;
  /** Of the ids of their words. */
  readonly prefix: string;
  readonly options: readonly string[];
  readonly value: Signal<string>;
}

function Options({ id, label, prefix, options, value }: OptionsProps) {
  return (
    <Select
      id={id}
      label={label}
      options={options.map((one) => ({ value: one, text: t(`${prefix}.${one}`) }))}
      value={value}
    />
  );
}
