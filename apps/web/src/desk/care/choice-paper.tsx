import { type Signal, useSignal } from "@preact/signals";
import type { PackedFile } from "@threshold/sealing/content";
import { useId, useRef } from "preact/hooks";
import { PickFile } from "../attachments/pick-file.tsx";
import type { Prepared } from "../attachments/prepare.ts";
import { dayOf, languageName, t } from "../words.ts";
import { type ConsentWords, ReadOut, useConsentWords } from "./consent-words.tsx";
import { useCare } from "./context.ts";
import type { Values } from "./form.tsx";
import { Pad } from "./pad.tsx";
import { signedPage } from "./signed-page.ts";
import type { Stroke } from "./strokes.ts";

/** How a yes is kept: signed on this device, photographed, the one that is there, or on paper elsewhere. */
export const papers = ["sign", "photo", "keep", "none"] as const;

/** True where a yes is given in a way that leaves something to keep. */
export const leavesPaper = ({ chosen, how }: Values): boolean => chosen === "yes" && how !== "spoken";

export interface PaperState {
  readonly strokes: Signal<readonly Stroke[]>;
  readonly line: Signal<string>;
  readonly photo: Signal<Prepared | null>;
  /** Kept so that a second try, after a broken line, sends the same file. */
  readonly made: { current: { readonly of: string; readonly file: PackedFile } | null };
  readonly words: { current: ConsentWords | null };
}

export function usePaper(): PaperState {
  return {
    strokes: useSignal<readonly Stroke[]>([]),
    line: useSignal(""),
    photo: useSignal<Prepared | null>(null),
    made: useRef(null),
    words: useRef(null),
  };
}

/** The file that shows the yes; null where there is none to seal; a sentence where something is missing. */
export async function paperFile(
  { strokes, line, photo, made, words }: PaperState,
  values: Values,
  heading: string,
  { reference, today }: { readonly reference: string; readonly today: string },
): Promise<PackedFile | string | null> {
  if (!leavesPaper(values) || values.paper === "none" || values.paper === "keep") return null;
  if (values.paper === "photo") return photo.value?.file ?? t("care.consent.photo.wrong");
  const typed = line.value.trim();
  const shown = words.current;
  if (shown === null || (strokes.value.length === 0 && typed === "")) return t("care.consent.pad.wrong");
  const of = JSON.stringify([shown, strokes.value, typed]);
  if (made.current?.of === of) return made.current.file;
  const file = await signedPage({
    ...{ heading, words: shown, strokes: strokes.value, signed: t("care.consent.signed") },
    notes: [
      t("care.consent.version", { version: shown.version, language: languageName(shown.language) }),
      t("care.consent.on", { reference, day: dayOf(today) }),
    ],
    line: typed === "" ? "" : t("care.consent.mark", { line: typed }),
  });
  made.current = { of, file };
  return file;
}

interface Props {
  readonly state: PaperState;
  readonly choice: string;
  readonly values: Values;
  readonly wrong: string | undefined;
}

/** The words to read out before anything is answered, in the language that is chosen below them. */
export function ChoiceWords({ state, choice, values }: Omit<Props, "wrong">) {
  const wanted = values.language ?? "en";
  const words = useConsentWords(choice, wanted);
  state.words.current = words;
  return <ReadOut words={words} wanted={wanted} />;
}

/** A place to sign, or a photo to take. */
export function ChoicePaper({ state, values, wrong }: Omit<Props, "choice">) {
  const { busy } = useCare();
  const id = useId();
  if (!leavesPaper(values)) return null;
  if (values.paper === "sign") return <Pad strokes={state.strokes} line={state.line} error={wrong} />;
  if (values.paper !== "photo") return null;
  return (
    <PickFile
      id={id}
      label={t("care.consent.photo")}
      hint={t("content.file.pick.hint")}
      accept="image/*"
      disabled={busy.value}
      ready={state.photo}
      error={wrong}
    />
  );
}
