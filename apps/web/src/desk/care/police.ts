import type { PersonNote } from "@threshold/casework";
import { kindOfFile, mediaTypes } from "../../shared/magic.ts";
import { readFile } from "../attachments/files.ts";
import { opened } from "../referral/entry.ts";
import { openNames } from "../team/reseal.ts";
import { add, done, type Step, type Working } from "../team/step.ts";

/** What is handed to the police, as it was sealed. */
export interface ForPolice {
  readonly person: PersonNote | null;
  /** The photo as a `data:` address; `none` where none was chosen, `not-picture` where the chosen file is none that is drawn. */
  readonly photo: string | "none" | "not-picture";
}

const drawn: ReadonlySet<string> = new Set(["jpeg", "png", "webp"]);

/** Records that it is opened to keep somebody safe, and opens names, description and photo on this device. */
export async function openForPolice(work: Working): Promise<Step<ForPolice>> {
  const opening = await add(work, (frame, known, of) => opened(frame, known, of, "safety"));
  if (!opening.ok) return opening;
  const person = await openNames(work, opening.value.id);
  if (!person.ok) return person;
  const chosen = work.state.attachments.find(({ entry, erased }) => !erased && entry === person.value?.photo);
  if (chosen === undefined) return done({ person: person.value, photo: "none" });
  const file = await readFile(work, chosen.entry, opening.value.id);
  // Names and words are worth more at this hour than waiting for a picture that does not come.
  if (!file.ok) return done({ person: person.value, photo: "none" });
  const kind = kindOfFile(file.value.bytes);
  if (kind === null || !drawn.has(kind)) return done({ person: person.value, photo: "not-picture" });
  const { toBase64 } = await import("@threshold/sealing");
  return done({ person: person.value, photo: `data:${mediaTypes[kind]};base64,${toBase64(file.value.bytes)}` });
}
