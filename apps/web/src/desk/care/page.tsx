import { useSignal } from "@preact/signals";
import type { ReferredCase } from "@threshold/casework";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { loadPeople, people } from "../people/state.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { mayAdd } from "../team/may.ts";
import { type Stopped, workOn } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { type OpenCare, openCare } from "./care.ts";
import { Care } from "./context.ts";
import { record } from "./write.ts";

interface Props {
  readonly open: OpenCase;
  readonly state: ReferredCase;
  /** Desk that works on it. */
  readonly desk: string;
  readonly changed: () => Promise<void>;
  readonly children: ComponentChildren;
}

/** Opens what was recorded of a case and hands it to the parts below; what they record goes through here, one at a time. */
export function CarePage({ open, state, desk, changed, children }: Props) {
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
  if (now === null) return <p class="desk-quiet">{t("care.opening")}</p>;
  const sealed = now.care.timeline.filter((item) => item.record === null).length;
  const names = new Map(people.value?.members.map((one) => [one.id, one.name]));
  return (
    <Care.Provider
      value={{
        ...{ open: now, names, busy, child: state.child, mayAdd: mayAdd(open) },
        save: async (what, at) => {
          const work = workOn(open, desk);
          if (busy.value || work === null) return false;
          busy.value = true;
          said.value = "";
          const step = await record(work, now, what, at);
          busy.value = false;
          why.value = step.ok ? null : step.why;
          if (!step.ok) return false;
          said.value = t("care.saved");
          await changed();
          return true;
        },
      }}
    >
      {sealed === 0 ? null : <p class="desk-remark">{t("care.some-closed", { n: sealed })}</p>}
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.story.working") : said.value}
      </p>
      {children}
    </Care.Provider>
  );
}
