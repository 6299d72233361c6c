const deepest = 32;

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: "not-json" | "bad-request" };

/**
 * Reads a JSON body strictly: UTF-8 as it should be, no deep nests, no `__proto__`, no text that a database or a signature could
 * not carry unchanged (lone surrogates, NUL). Whether the fields fit is for the route's schema.
 */
export function readJson(bytes: Uint8Array): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { ok: false, why: "not-json" };
  }
  return isTame(value) ? { ok: true, value } : { ok: false, why: "bad-request" };
}

function isTame(root: unknown): boolean {
  const left: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next;
    if (typeof value === "string" && !isPlain(value)) return false;
    if (typeof value === "number" && !Number.isFinite(value)) return false;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= deepest) return false;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "__proto__" || !isPlain(key)) return false;
      left.push({ value: inner, depth: depth + 1 });
    }
  }
  return true;
}

const isPlain = (text: string): boolean => !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
