import { useSignal } from "@preact/signals";
import type { ReferredCase } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import type { ComponentChildren } from "preact";
import { isolate } from "../../shared/isolate.ts";
import { WhoElseHelps } from "../onward/list.tsx";
import { TellThem } from "../onward/tell.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { TimelineTab } from "../referral/timeline.tsx";
import { t } from "../words.ts";
import { ChildRules } from "./child-rules.tsx";
import { ChildSteps } from "./child-steps.tsx";
import { Choices } from "./choices.tsx";
import { Closing } from "./closing.tsx";
import { useCare } from "./context.ts";
import { DayCame } from "./day-came.tsx";
import { DueList } from "./due.tsx";
import { Evidence } from "./evidence.tsx";
import { Glance } from "./glance.tsx";
import { LawNote } from "./law-note.tsx";
import { Needs } from "./needs.tsx";
import { Notice } from "./notice.tsx";
import { Offences } from "./offences.tsx";
import { Owner } from "./owner.tsx";
import { CarePage } from "./page.tsx";
import { People } from "./people.tsx";
import { ReflectionClock } from "./reflection.tsx";
import { Risks } from "./risks.tsx";
import { Stages } from "./stages.tsx";
import { Steps } from "./steps.tsx";
import { Tasks } from "./tasks.tsx";
import { careSentence } from "./timeline.ts";
import { Told } from "./told.tsx";
import { ToldSheet } from "./told-sheet.tsx";
import { Tonight } from "./tonight.tsx";
import { Wishes } from "./wishes.tsx";

export interface CareProps {
  readonly open: OpenCase;
  readonly state: ReferredCase;
  /** Desk that works on the case. */
  readonly desk: string;
  readonly changed: () => Promise<void>;
}

/** What is due, whose it is, the clock and the decisions; below it what the card said. */
export function CareNow({ children, ...props }: CareProps & { readonly children: ComponentChildren }) {
  const printing = useSignal(false);
  const stop = () => {
    printing.value = false;
  };
  return (
    <CarePage {...props}>
      {printing.value ? (
        <Notice reference={props.state.reference} close={stop} />
      ) : (
        <>
          <Glance state={props.state} referral={props.open.referral} />
          <Tonight />
          <TellThem />
          <DueList />
          <Owner />
          <ReflectionClock
            print={() => {
              printing.value = true;
            }}
          />
          <WhoElseHelps open={props.open} desk={props.desk} changed={props.changed} />
          <Tasks />
          <Stages />
          <Closing />
          {children}
        </>
      )}
    </CarePage>
  );
}

export function CareChoices(props: CareProps) {
  const printing = useSignal(false);
  return (
    <CarePage {...props}>
      {printing.value ? (
        <ToldSheet
          close={() => {
            printing.value = false;
          }}
        />
      ) : (
        <>
          {props.state.child ? <ChildRules /> : null}
          <DayCame />
          <TellThem />
          <Choices />
          <Told
            print={() => {
              printing.value = true;
            }}
          />
        </>
      )}
    </CarePage>
  );
}

export function CareHelp(props: CareProps) {
  return (
    <CarePage {...props}>
      {props.state.child ? <ChildRules /> : null}
      <Wishes />
      <ChildSteps />
      <Needs />
      <Risks />
      <Steps />
    </CarePage>
  );
}

/** What may be evidence, and offences tied to what happened, with a note that asks not to punish. */
export function CareLaw(props: CareProps) {
  const printing = useSignal(false);
  return (
    <CarePage {...props}>
      {printing.value ? (
        <LawNote
          close={() => {
            printing.value = false;
          }}
        />
      ) : (
        <>
          <Evidence />
          <Offences
            print={() => {
              printing.value = true;
            }}
          />
        </>
      )}
    </CarePage>
  );
}

/** Who belongs together with this person: family, the same place, others in danger. */
export function CarePeople(props: CareProps) {
  return (
    <CarePage {...props}>
      <People open={props.open} state={props.state} desk={props.desk} />
    </CarePage>
  );
}

export function CareTimeline({ directory, ...props }: CareProps & { readonly directory: Directory | null }) {
  return (
    <CarePage {...props}>
      <Recorded open={props.open} directory={directory} />
    </CarePage>
  );
}

function Recorded({ open, directory }: { readonly open: OpenCase; readonly directory: Directory | null }) {
  const { open: now, names } = useCare();
  const items = new Map(now.care.timeline.map((item) => [item.entry, item]));
  const nameOf = (member: string) => names.get(member) ?? t("desk.timeline.somebody");
  return (
    <TimelineTab
      open={open}
      directory={directory}
      recorded={(entry, who) => {
        const item = items.get(entry);
        if (item === undefined) return undefined;
        return [careSentence(item, isolate(who), nameOf), ...item.flags.map((flag) => t(`care.flag.${flag}`))];
      }}
    />
  );
}
