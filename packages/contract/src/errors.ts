/**
 * One catalogue of what can go wrong. Codes never change and retired ones stay listed; a client shows the sentence
 * `error.<name>` of the reader's language. The English line is for logs and for tools.
 */
export const problems = {
  "bad-request": { code: "T-1001", status: 400, line: "The request does not have the expected shape. See /api/docs." },
  "too-large": { code: "T-1002", status: 413, line: "The request is larger than this server takes." },
  "not-json": { code: "T-1003", status: 400, line: "The body is not valid JSON." },
  "not-found": { code: "T-1004", status: 404, line: "Nothing is here for you to see." },
  "wrong-origin": { code: "T-1005", status: 403, line: "The request came from another site." },
  "too-many": { code: "T-1006", status: 429, line: "Too many tries for this account. Wait, then try again." },
  "not-signed-in": { code: "T-2001", status: 401, line: "Sign in first." },
  "wrong-passphrase": { code: "T-2002", status: 401, line: "The name or the passphrase is not right." },
  "not-allowed": { code: "T-2003", status: 403, line: "Your role may not do this." },
  "code-unknown": {
    code: "T-2004",
    status: 404,
    line: "This code is not known, was used, or has run out. Ask for a new one.",
  },
  "handle-taken": { code: "T-2005", status: 409, line: "This sign-in name is taken." },
  "device-unknown": {
    code: "T-2006",
    status: 401,
    line: "This phone is not enrolled, or was removed. Enrol it again at your desk.",
  },
  "signature-wrong": { code: "T-3001", status: 422, line: "The signature does not fit the entry and its author." },
  "part-not-sealed": { code: "T-3002", status: 422, line: "A sealed part is not an age file." },
  "part-mismatch": { code: "T-3003", status: 422, line: "The sealed parts are not those the envelope names." },
  "recipient-wrong": {
    code: "T-3004",
    status: 422,
    line: "A part is sealed to a key that is not a desk of this referral.",
  },
  "no-basis": { code: "T-3005", status: 422, line: "There is no live basis for this disclosure." },
  "entry-differs": { code: "T-3006", status: 409, line: "Another entry with this id is already here." },
  "seq-taken": { code: "T-3007", status: 409, line: "This author already wrote an entry with this number." },
  "wrong-desk": { code: "T-3008", status: 403, line: "This entry is not for this desk to write." },
  "desk-unknown": { code: "T-3009", status: 422, line: "A desk named in the envelope is not in the directory." },
  "desk-left": {
    code: "T-3014",
    status: 409,
    line: "The desk takes no more referrals, and there is no second one. Nothing was sent.",
  },
  "reference-wrong": { code: "T-3010", status: 422, line: "The reference has a wrong check character." },
  "parent-unknown": { code: "T-3011", status: 422, line: "The entry names a parent that is not in this case." },
  "purpose-first": { code: "T-3012", status: 403, line: "Say for what purpose the story is opened first." },
  "already-answered": { code: "T-3013", status: 409, line: "This referral is already answered." },
  "directory-unsigned": {
    code: "T-4001",
    status: 503,
    line: "The root has not signed the directory of keys yet. See: npx threshold directory.",
  },
  "statement-wrong": {
    code: "T-4002",
    status: 422,
    line: "The statement does not follow from the one before, or does not say what the books say.",
  },
  "statement-outdated": {
    code: "T-4003",
    status: 409,
    line: "Somebody else signed a newer statement. Read it, then sign again.",
  },
  "certificate-wrong": {
    code: "T-4004",
    status: 422,
    line: "A certificate does not fit its member or phone, or somebody is left without a good one.",
  },
  "not-steward": { code: "T-4005", status: 403, line: "Your key does not sign for this organisation's directory." },
  "factor-needed": { code: "T-4201", status: 401, line: "Prove the second factor first." },
  "work-needed": {
    code: "T-4202",
    status: 428,
    line: "Do the work named in X-Threshold-Work, then ask again with its answer in the same header.",
  },
  "page-stale": { code: "T-4203", status: 403, line: "This page belongs to another session. Load it again." },
  "factor-wrong": { code: "T-4204", status: 401, line: "The second factor does not fit this account." },
  "last-factor": {
    code: "T-4205",
    status: 409,
    line: "This is the last way to prove who you are. Add another one first.",
  },
  "provider-silent": { code: "T-4206", status: 502, line: "The agency's own sign-in does not answer as it should." },
  "passphrase-first": { code: "T-4208", status: 403, line: "Enter the passphrase again before this is changed." },
  "factor-unknown": { code: "T-4207", status: 422, line: "This way to sign in is not set up here." },
  "passkey-first": {
    code: "T-4209",
    status: 409,
    line: "Add a passkey for yourself first: without one, this change could lock you out.",
  },
  "last-administrator": {
    code: "T-4301",
    status: 409,
    line: "Somebody has to keep people and keys: this is the last administrator.",
  },
  "not-yourself": { code: "T-4302", status: 403, line: "Another administrator has to do this for you." },
  "on-leave": { code: "T-4303", status: 403, line: "You are on leave. An administrator can end it." },
  "people-changed": { code: "T-4304", status: 409, line: "Somebody changed this at the same moment. Load it again." },
  "keys-incomplete": {
    code: "T-4305",
    status: 422,
    line: "The new keys, certificates and statement do not fit together, or leave somebody out.",
  },
  "more-than-one": { code: "T-4306", status: 409, line: "Only an organisation with one member is a small office." },
  "custody-outside": {
    code: "T-4401",
    status: 422,
    line: "At least one share is for another organisation; two for one's own, one for each other.",
  },
  "custody-stale": {
    code: "T-4402",
    status: 409,
    line: "The desk's key, or who holds its shares, changed meanwhile. Load it again.",
  },
  "recovery-over": { code: "T-4403", status: 409, line: "This asking was stopped, is done, or has run out." },
  "shares-missing": { code: "T-4404", status: 403, line: "Two custodians have not released their shares yet." },
  "sheet-unknown": { code: "T-4405", status: 404, line: "This name and this sheet do not belong together." },
  "badge-wrong": { code: "T-4406", status: 422, line: "The badge or its PIN is not right." },
  "badge-locked": { code: "T-4407", status: 403, line: "This badge is locked after five wrong PINs." },
  "number-taken": { code: "T-4408", status: 409, line: "Another badge has this number." },
  "team-only": { code: "T-4501", status: 403, line: "This case has a team, and you are not in it." },
  "no-key": { code: "T-4502", status: 422, line: "The entry is not sealed to the key that this case has now." },
  "key-taken": { code: "T-4503", status: 409, line: "This case already has a key of this number." },
  "not-erasable": { code: "T-4504", status: 422, line: "This part stands, or is not this desk's to erase." },
  "nothing-closed": { code: "T-4505", status: 409, line: "Nothing of this case is closed to you." },
  "glass-broken": { code: "T-4506", status: 409, line: "You have this case open already." },
  "key-old": {
    code: "T-4507",
    status: 409,
    line: "Somebody who has the key of this case works here no more. Set a new key first.",
  },
  "index-changed": {
    code: "T-4601",
    status: 409,
    line: "Somebody else put the desk's index in order at the same moment. Read it again.",
  },
  "file-incomplete": {
    code: "T-4602",
    status: 409,
    line: "The attachment has not arrived whole. Send the missing pieces first.",
  },
  "already-there": { code: "T-4701", status: 409, line: "Something with this id, or this code, is already here." },
  "mail-off": { code: "T-4801", status: 409, line: "This server sends no mail: whoever runs it has not set it up." },
  "mail-silent": {
    code: "T-4802",
    status: 502,
    line: "The mail server does not take it at the moment. Try again later.",
  },
  "push-wrong": { code: "T-4803", status: 422, line: "Push messages cannot go to this address." },
  internal: { code: "T-9001", status: 500, line: "Something went wrong here. Nothing was lost; try again." },
  unavailable: { code: "T-9002", status: 503, line: "The database does not answer at the moment. Try again soon." },
} as const;

export type ProblemName = keyof typeof problems;

/** The body of every error answer. `field` is a JSON pointer, never a value. */
export interface Problem {
  readonly code: string;
  readonly name: ProblemName;
  readonly line: string;
  readonly field?: string;
}

export function problem(name: ProblemName, field?: string): Problem {
  const { code, line } = problems[name];
  return field === undefined ? { code, name, line } : { code, name, line, field };
}
