import { useSignal } from "@preact/signals";
import type { ReferredCase } from "@threshold/casework";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { noteTakenBack } from "../onward/take-back.ts";
import { loadPeople, people } from "../people/state.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { mayAdd } from "../team/may.ts";
import { type Step, type Stopped, type Working, workOn } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { type OpenCare, openCare } from "./care.ts";
import { filesOf, recordWithFile, reveal } from "./case-files.ts";
import { Care } from "./context.ts";
import { record } from "./write.ts";

interface Props {
  readonly open: OpenCase;
  readonly state: ReferredCase;
  /** Desk that works on it. */
  readonly desk: string;
  readonly changed: () => Promise<void>;
  /** True where another part of the page says that it is opening, and what stays closed. */
  readonly quiet?: boolean;
  readonly children: ComponentChildren;
}

/** Opens what was recorded of a case and hands it to the parts below; what they record goes through here, one at a time. */
export function CarePage({ open, state, desk, changed, quiet = false, children }: Props) {
  const opened = useSignal<OpenCare | null>(null);
  const busy = useSignal(false);
  const why = useSignal<Stopped | null>(null);
  const said = useSignal("");
  useEffect(() => void loadPeople(), []);
  useEffect(() => {
    let current = true;
    void openCare(open, state).then((found) => {
      if (current) opened.value = found;
    });
    return () => {
      current = false;
    };
  }, [open, state]);
  const now = opened.value;
  if (now === null) return quiet ? null : <p class="desk-quiet">{t("care.opening")}</p>;
  const sealed = now.care.timeline.filter((item) => item.record === null).length;
  const names = new Map(people.value?.members.map((one) => [one.id, one.name]));
  /** Runs one thing at a time; what stopped it is said. Null where it did not come about. */
  const run = async <T,>(task: (work: Working) => Promise<Step<T>>): Promise<{ readonly value: T } | null> => {
    const work = workOn(open, desk);
    if (busy.value || work === null) return null;
    busy.value = true;
    said.value = "";
    const step = await task(work).finally(() => {
      busy.value = false;
    });
    why.value = step.ok ? null : step.why;
    return step.ok ? { value: step.value } : null;
  };
  const keep = async (task: (work: Working) => Promise<Step<unknown>>): Promise<boolean> => {
    if ((await run(task)) === null) return false;
    said.value = t(quiet ? "alarm.saved" : "care.saved");
    await changed();
    return true;
  };
  return (
    <Care.Provider
      value={{
        ...{ open: now, names, busy, child: state.child, mayAdd: mayAdd(open) },
        ...{ files: filesOf(open, state), reference: state.reference },
        save: async (what, at) => {
          const saved = await keep((work) => record(work, now, what, at));
          if (saved) noteTakenBack(what, state.reference);
          return saved;
        },
        saveWithFile: (file, what, at) => keep((work) => recordWithFile(work, now, file, what, at)),
        openFile: async (entry, purpose) => {
          const found = await run((work) => reveal(work, entry, purpose));
          if (found !== null) await changed();
          return found?.value ?? null;
        },
      }}
    >
      {sealed === 0 || quiet ? null : <p class="desk-remark">{t("care.some-closed", { n: sealed })}</p>}
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.story.working") : said.value}
      </p>
      {children}
    </Care.Provider>
  );
}
