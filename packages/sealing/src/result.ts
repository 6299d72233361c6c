/** An expected failure is a value with a short code, never a thrown error and never a word about the content. */
export type Result<Value, Why extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly why: Why };

export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function failure<Why extends string>(why: Why): { readonly ok: false; readonly why: Why } {
  return { ok: false, why };
}
