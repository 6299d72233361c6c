import { useSignal } from "@preact/signals";
import type { OpeningPurpose, PersonNote } from "@threshold/casework";
import type { PackedFile } from "@threshold/sealing/content";
import { Remark } from "../parts/notice.tsx";
import { ownDesks } from "../referral/banner.tsx";
import { opened } from "../referral/entry.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { PurposeForm } from "../referral/purpose.tsx";
import { standingOf } from "../referral/standing.ts";
import { remember } from "../search/index.ts";
import { addSealed } from "../team/case-key.ts";
import { noted } from "../team/entries.ts";
import { mayAdd } from "../team/may.ts";
import { openNames } from "../team/reseal.ts";
import { add, type Step, type Stopped, workOn } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { moment, t } from "../words.ts";
import { AddFile } from "./add-file.tsx";
import { readFile } from "./files.ts";
import { PersonForm } from "./person-form.tsx";
import { Viewer } from "./viewer.tsx";

interface Props {
  readonly open: OpenCase;
  readonly changed: () => Promise<void>;
}
/** What was opened lives in this component alone: leaving the tab drops it. */
interface Shown {
  readonly opening: string;
  readonly person: PersonNote | null;
}

/** Who the person is, and files: sealed to the case's key, and opened with a purpose like the story. */
export function PersonTab({ open, changed }: Props) {
  const shown = useSignal<Shown | null>(null);
  const file = useSignal<PackedFile | null>(null);
  const busy = useSignal(false);
  const why = useSignal<Stopped | null>(null);
  const said = useSignal("");
  const desk = standingOf(open, ownDesks())?.readAs?.desk ?? null;
  const { state } = open;
  if (desk === null || state.status !== "accepted") return <p>{t("content.person.after-accepting")}</p>;
  if (!mayAdd(open)) return <p>{t("content.team.closed")}</p>;
  const work = () => workOn(open, desk);

  /** Runs one thing at a time; what stopped it is said. */
  const run = async <T,>(task: () => Promise<Step<T> | null>): Promise<T | null> => {
    if (busy.value) return null;
    busy.value = true;
    said.value = "";
    const step = await task();
    busy.value = false;
    why.value = step === null || step.ok ? null : step.why;
    return step?.ok ? step.value : null;
  };
  const reveal = async (purpose: OpeningPurpose) => {
    const found = await run(async () => {
      const into = work();
      if (into === null) return null;
      const entry = await add(into, (frame, known, of) => opened(frame, known, of, purpose));
      if (!entry.ok) return entry;
      const person = await openNames(into, entry.value.id);
      return person.ok ? { ok: true as const, value: { opening: entry.value.id, person: person.value } } : person;
    });
    if (found === null) return;
    shown.value = found;
    await changed();
  };
  const save = async (person: PersonNote) => {
    const kept = await run(async () => {
      const into = work();
      if (into === null) return null;
      const { sealPerson } = await import("@threshold/sealing/content");
      const { toBase64 } = await import("@threshold/sealing");
      return addSealed(into, async (key) => {
        const sealed = await sealPerson(person, [key]);
        if (!sealed.ok) throw new Error(`names could not be sealed: ${sealed.why}`);
        const part = { note: sealed.value.note, bytes: toBase64(sealed.value.bytes) };
        return add(into, noted, { parts: [part] });
      });
    });
    if (kept === null) return;
    if (shown.value !== null) shown.value = { ...shown.value, person };
    if (state.key?.team == null) await remember(desk, state.case, person);
    await changed();
    // Said once the page knows the key that this may have made: what is added next is sealed to it.
    said.value = t("content.person.saved");
  };
  const show = async (entry: string, opening: string) => {
    file.value = await run(async () => {
      const into = work();
      return into === null ? null : readFile(into, entry, opening);
    });
  };

  const now = shown.value;
  const files = state.attachments.filter((one) => !one.erased);
  return (
    <>
      {now === null ? (
        <PurposeForm
          id="person-purpose"
          lead={t("content.person.lead", { files: files.length })}
          button={t("content.person.open")}
          busy={busy.value}
          open={(purpose) => void reveal(purpose)}
        />
      ) : null}
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.story.working") : said.value}
      </p>
      {now === null ? null : (
        <>
          <h2 class="govuk-heading-m">{t("content.person")}</h2>
          <p class="desk-quiet">{t("content.person.found-by")}</p>
          <PersonForm
            key={state.notes.at(-1)}
            person={now.person}
            files={files.map((one) => one.entry)}
            busy={busy.value}
            save={(one) => void save(one)}
          />
          <h2 class="govuk-heading-m">{t("content.files")}</h2>
          {files.length === 0 ? <p class="desk-quiet">{t("content.files.none")}</p> : null}
          <ul class="desk-files">
            {files.map((one, n) => (
              <li key={one.entry}>
                <button
                  type="button"
                  class="desk-link"
                  disabled={busy.value}
                  onClick={() => void show(one.entry, now.opening)}
                >
                  {t("content.file.open", { n: n + 1 })}
                </button>{" "}
                <span class="desk-quiet">{addedBy(open, one.entry)}</span>
              </li>
            ))}
          </ul>
          {file.value === null ? null : (
            <Viewer
              file={file.value}
              close={() => {
                file.value = null;
              }}
            />
          )}
          <AddFile work={work} changed={changed} />
          <Remark>{t("desk.story.kept")}</Remark>
        </>
      )}
    </>
  );
}

function addedBy({ file }: OpenCase, entry: string): string {
  const found = file.entries.find((one) => one.envelope.id === entry);
  const name = found?.by ?? t("desk.timeline.somebody");
  return found === undefined ? "" : t("content.file.by", { name, at: moment(found.receivedAt) });
}
