import { call } from "../../shared/api.ts";
import { readFile, sendFile } from "../attachments/files.ts";
import { openPart } from "../keys.ts";
import { opened } from "../referral/entry.ts";
import { newId } from "../referral/write.ts";
import { forgetCase } from "../search/index.ts";
import { noteOf, setKey, type TeamMember } from "./case-key.ts";
import { erased, noted, resealed } from "./entries.ts";
import { add, done, type Step, stepOf, stopped, unopenable, type Working } from "./step.ts";

/**
 * Gives a case a new key, for a team or for the whole desk again: seals story, names and files anew to it and has the server forget the
 * bytes that the old key opens. Everything is opened first, so that nothing is erased that could not be sealed anew.
 * @param say is told how many of how many steps are done
 */
export async function rekey(
  work: Working,
  team: readonly TeamMember[] | null,
  say: (step: number, of: number) => void,
): Promise<Step<null>> {
  const { state, referral, desk } = work;
  const files = state.attachments.filter((one) => !one.erased);
  const steps = files.length + 3;
  say(0, steps);
  const opening = await add(work, (frame, known, of) => opened(frame, known, of, "plan-help"));
  if (!opening.ok) return opening;
  const story = await openStory(work, opening.value.id);
  if (!story.ok) return story;
  const names = await openNames(work, opening.value.id);
  if (!names.ok) return names;
  const packed = [];
  for (const { entry } of files) {
    const file = await readFile(work, entry, opening.value.id);
    if (!file.ok) return file;
    packed.push({ entry, file: file.value, next: newId() });
  }
  say(1, steps);

  const key = await setKey(work, team);
  if (!key.ok) return key;
  const { sealStory, toBase64 } = await import("@threshold/sealing");
  const { sealPerson } = await import("@threshold/sealing/content");
  const sealed = await sealStory(story.value, [key.value]);
  if (!sealed.ok) throw new Error(`a story could not be sealed anew: ${sealed.why}`);
  const { note, bytes } = sealed.value;
  const again = await add(work, resealed, { parts: [{ note, bytes: toBase64(bytes) }] });
  if (!again.ok) return again;
  const gone = await add(work, (frame, known, of) => erased(frame, known, of, state.story, "story"));
  if (!gone.ok) return gone;
  if (names.value !== null) {
    // The photo is named by its entry, which is another one from now on.
    const photo = packed.find(({ entry }) => entry === names.value?.photo)?.next ?? null;
    const person = await sealPerson({ ...names.value, photo }, [key.value]);
    if (!person.ok) throw new Error(`names could not be sealed anew: ${person.why}`);
    const part = { note: person.value.note, bytes: toBase64(person.value.bytes) };
    const renamed = await add(work, noted, { parts: [part] });
    if (!renamed.ok) return renamed;
    for (const entry of state.notes) {
      const forgotten = await add(work, (frame, known, of) => erased(frame, known, of, entry, "person"));
      if (!forgotten.ok) return forgotten;
    }
  }
  say(2, steps);
  for (const [at, { entry, file, next }] of packed.entries()) {
    const sent = await sendFile(work, key.value, file, () => undefined, { id: next, replaces: entry });
    if (!sent.ok) return sent;
    const dropped = await add(work, (frame, known, of) => erased(frame, known, of, entry, "file"));
    if (!dropped.ok) return dropped;
    say(3 + at, steps);
  }
  // A colleague outside the team could ask the desk's index after a name, and be told that there is a case.
  if (team !== null) await forgetCase(desk, referral.case);
  say(steps, steps);
  return done(null);
}

async function openStory({ referral, envelopes, state }: Working, opening: string) {
  const answer = stepOf(
    await call<{ entry: string; bytes: string }>(`/cases/${referral.case}/story?opening=${opening}`),
  );
  if (!answer.ok) return answer;
  const note = noteOf(envelopes, state.story, "story");
  if (note === undefined || answer.value.entry !== state.story) return stopped("unreadable");
  const story = await openPart("story", answer.value.bytes, note);
  return story.ok ? done(story.value) : unopenable(story.why);
}

/** The newest note of who the person is; null where nobody wrote one. */
export async function openNames({ referral, envelopes, state }: Working, opening: string) {
  const newest = state.notes.at(-1);
  if (newest === undefined) return done(null);
  const answer = stepOf(
    await call<{ notes: { entry: string; bytes: string }[] }>(`/cases/${referral.case}/notes?opening=${opening}`),
  );
  if (!answer.ok) return answer;
  const found = answer.value.notes.find((one) => one.entry === newest);
  const note = noteOf(envelopes, newest, "person");
  if (found === undefined || note === undefined) return stopped("unreadable");
  const person = await openPart("person", found.bytes, note);
  return person.ok ? done(person.value) : unopenable(person.why);
}
