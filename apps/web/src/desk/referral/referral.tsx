import { type Signal, useSignal } from "@preact/signals";
import type { CaseFile } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { careOf } from "../care/care-of.ts";
import { directory, loadDirectory } from "../directory.ts";
import { keepUp } from "../live/keep-up.ts";
import { lazily } from "../parts/lazily.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { ended } from "../session.ts";
import { GlassNotice } from "../team/glass-notice.tsx";
import { caseSeen } from "../telling/notices.ts";
import { CaseNotices } from "../trust/case-notices.tsx";
import type { Trouble } from "../words.ts";
import { t } from "../words.ts";
import { Banner, ownDesks } from "./banner.tsx";
import { NowTab } from "./now.tsx";
import { type OpenCase, openCase } from "./open-case.ts";
import { StoryTab } from "./story.tsx";
import { TimelineTab } from "./timeline.tsx";
import { writtenHere } from "./write.ts";

type TabKey = "now" | "choices" | "help" | "law" | "people" | "story" | "person" | "team" | "timeline" | "paper";
const PersonTab = lazily(async () => (await import("../attachments/tab.tsx")).PersonTab);
const CareNow = lazily(async () => (await import("../care/tabs.tsx")).CareNow);
const CareChoices = lazily(async () => (await import("../care/tabs.tsx")).CareChoices);
const CareHelp = lazily(async () => (await import("../care/tabs.tsx")).CareHelp);
const CareLaw = lazily(async () => (await import("../care/tabs.tsx")).CareLaw);
const CareAlarm = lazily(async () => (await import("../care/alarm.tsx")).CaseAlarm);
const CarePeople = lazily(async () => (await import("../care/tabs.tsx")).CarePeople);
const CareReach = lazily(async () => (await import("../care/reach.tsx")).CareReach);
const CareTimeline = lazily(async () => (await import("../care/tabs.tsx")).CareTimeline);
const PrintTab = lazily(async () => (await import("../paper/tab.tsx")).PrintTab);
const StillPassedOn = lazily(async () => (await import("../onward/still.tsx")).StillPassedOn);
const TeamTab = lazily(async () => (await import("../team/tab.tsx")).TeamTab);

/** One case: what to know and do now, its story behind a purpose, and what happened. */
export function ReferralPage({ id }: { readonly id: string }) {
  const open = useSignal<OpenCase | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const tab = useSignal<TabKey>("now");
  const spoken = useSignal("");
  const load = async (own = false) => {
    const grew = await loadCase(id, open, trouble);
    if (grew && !own) spoken.value = t("desk.case.changed");
  };
  const changed = () => load(true);

  useEffect(() => {
    void loadDirectory();
    void caseSeen(id);
    return keepUp(load, (changed) => changed === id);
  }, [id]);

  const now = open.value;
  const care = now === null ? null : careOf(now);
  return (
    <>
      <p>
        <a class="govuk-link desk-back" href="#/inbox">
          {t("desk.case.back")}
        </a>
      </p>
      <TroubleLine trouble={trouble.value} />
      <Said>{spoken.value}</Said>
      {now === null ? (
        <p>{trouble.value === null ? t("desk.loading") : null}</p>
      ) : (
        <>
          <Banner open={now} />
          {care === null ? null : <CareReach {...care} />}
          <CaseNotices open={now} />
          <GlassNotice open={now} />
          {now.state.status === "withdrawn" ? <StillPassedOn state={now.state} /> : null}
          {care === null ? null : (
            <CareAlarm
              {...care}
              changed={changed}
              toDangers={() => {
                tab.value = "help";
                focusSoon("care-risks");
              }}
            />
          )}
          <Tabs
            label={t("desk.case.tabs")}
            chosen={tab.value}
            choose={(key) => {
              tab.value = key;
            }}
            tabs={[
              { key: "now", text: t("desk.case.now") },
              ...(care === null
                ? []
                : ([
                    { key: "choices", text: t("care.tab.choices") },
                    { key: "help", text: t("care.tab.help") },
                    { key: "law", text: t("care.tab.law") },
                    { key: "people", text: t("together.tab") },
                  ] as const)),
              { key: "story", text: t("desk.case.story") },
              // What the desk that accepted adds, and who of it works on the case.
              ...(care !== null
                ? ([
                    { key: "person", text: t("content.tab.person") },
                    { key: "team", text: t("content.tab.team") },
                  ] as const)
                : []),
              { key: "timeline", text: t("desk.case.timeline") },
              { key: "paper", text: t("paper.tab") },
            ]}
          >
            {tab.value === "now" && care !== null ? (
              <CareNow {...care} changed={changed}>
                <NowTab open={now} directory={directory.value} changed={changed} say={spoken} />
              </CareNow>
            ) : tab.value === "now" ? (
              <NowTab open={now} directory={directory.value} changed={changed} say={spoken} />
            ) : tab.value === "choices" && care !== null ? (
              <CareChoices {...care} changed={changed} />
            ) : tab.value === "help" && care !== null ? (
              <CareHelp {...care} changed={changed} />
            ) : tab.value === "law" && care !== null ? (
              <CareLaw {...care} changed={changed} />
            ) : tab.value === "people" && care !== null ? (
              <CarePeople {...care} changed={changed} />
            ) : tab.value === "story" ? (
              <StoryTab open={now} directory={directory.value} changed={changed} />
            ) : tab.value === "person" ? (
              <PersonTab open={now} changed={changed} />
            ) : tab.value === "paper" ? (
              <PrintTab open={now} care={care} directory={directory.value} changed={changed} />
            ) : tab.value === "team" ? (
              <TeamTab open={now} changed={changed} />
            ) : care !== null ? (
              <CareTimeline {...care} changed={changed} directory={directory.value} />
            ) : (
              <TimelineTab open={now} directory={directory.value} />
            )}
          </Tabs>
        </>
      )}
    </>
  );
}

/** Brings a heading of the tab that was just chosen before the reader, once it is drawn; what is opened first may take a moment. */
function focusSoon(id: string, tries = 50): void {
  const heading = document.getElementById(id);
  if (heading === null) {
    if (tries > 0) setTimeout(() => focusSoon(id, tries - 1), 100);
    return;
  }
  heading.tabIndex = -1;
  heading.focus();
}

/** @returns true where a case that was open already has something new that was not done on this page */
async function loadCase(id: string, open: Signal<OpenCase | null>, trouble: Signal<Trouble | null>): Promise<boolean> {
  const answer = await call<CaseFile>(`/cases/${id}`);
  if (!answer.ok) {
    trouble.value = answer;
    if (answer.problem === "not-signed-in") ended();
    return false;
  }
  trouble.value = null;
  const before = open.peek();
  const same = before !== null && signatureOf(before.file) === signatureOf(answer.value);
  if (same && before !== null) {
    open.value = { ...before, file: { ...before.file, now: answer.value.now } };
    return false;
  }
  open.value = await openCase(answer.value, id, ownDesks());
  return before !== null && !doneHere(before.file, answer.value);
}

/** What was just added here comes back by the stream too, and was answered by words of its own already. */
function doneHere(before: CaseFile, now: CaseFile): boolean {
  const known = new Set(before.entries.map(({ envelope }) => envelope.id));
  const added = now.entries.filter(({ envelope }) => !known.has(envelope.id));
  return added.length > 0 && added.every(({ envelope }) => writtenHere(envelope.id));
}

/** What decides whether a case has to be opened anew: its entries, its parts, and whose turn it is. */
function signatureOf(file: CaseFile): string {
  const entries = file.entries.map((entry) => entry.receipt);
  return [...entries, ...file.parts.map((part) => part.entry + part.name), JSON.stringify(file.standing)].join(" ");
}
