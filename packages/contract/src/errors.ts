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
  "reference-wrong": { code: "T-3010", status: 422, line: "The reference has a wrong check character." },
  "parent-unknown": { code: "T-3011", status: 422, line: "The entry names a parent that is not in this case." },
  "purpose-first": { code: "T-3012", status: 403, line: "Say for what purpose the story is opened first." },
  "already-answered": { code: "T-3013", status: 409, line: "This referral is already answered." },
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
