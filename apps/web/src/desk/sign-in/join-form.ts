import { isLongEnough } from "@threshold/sealing/passphrase";

/** What somebody typed to join, as it is kept on the page. */
export interface JoinForm {
  readonly code: string;
  readonly organisation: string;
  readonly kind: string;
  readonly desk: string;
  readonly phone: string;
  readonly handle: string;
  readonly name: string;
  readonly passphrase: string;
  readonly repeat: string;
}

export const kinds = [
  "police",
  "specialised-unit",
  "shelter",
  "labour-inspectorate",
  "child-protection",
  "health",
  "school",
  "employment-service",
  "social-service",
  "other",
] as const;

/** For each field that needs another look, the id of the sentence that says why. */
export function checkJoin(form: JoinForm): Partial<Record<keyof JoinForm, string>> {
  const wrong: Partial<Record<keyof JoinForm, string>> = {};
  for (const key of [
    "code",
    "organisation",
    "kind",
    "desk",
    "phone",
    "handle",
    "name",
    "passphrase",
    "repeat",
  ] as const) {
    if (form[key].trim() === "") wrong[key] = "desk.join.missing";
  }
  if (wrong.handle === undefined && !/^[^\s@]+(@[^\s@]+)?$/.test(form.handle.trim()))
    wrong.handle = "desk.join.handle-shape";
  if (wrong.handle === undefined && form.handle.trim().length < 2) wrong.handle = "desk.join.handle-shape";
  if (wrong.phone === undefined && (form.phone.match(/\d/g) ?? []).length < 3) wrong.phone = "desk.join.phone-shape";
  if (wrong.passphrase === undefined && !isLongEnough(form.passphrase)) wrong.passphrase = "desk.join.short";
  if (wrong.repeat === undefined && form.repeat !== form.passphrase) wrong.repeat = "desk.join.differs";
  return wrong;
}
