import type { ProblemName } from "@threshold/contract/errors";

/** What a call came to: its value, a problem the server named, or no server. Nothing here throws for those. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T; readonly status: number }
  | {
      readonly ok: false;
      readonly problem: ProblemName | "no-network";
      /** HTTP status; 0 where no server answered. */
      readonly status: number;
      /** Seconds the server asks to wait. */
      readonly retryAfter: number | null;
    };

interface Call {
  readonly method?: "GET" | "POST" | "PUT";
  readonly body?: unknown;
  readonly token?: string;
  /** Milliseconds before the call counts as "no network". */
  readonly patience?: number;
}

/** Calls the server. A slow or missing network is an ordinary answer; `navigator.onLine` is never asked, since it guesses. */
export async function call<T>(
  path: string,
  { method = "GET", body, token, patience = 20_000 }: Call = {},
): Promise<Answered<T>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      credentials: token === undefined ? "same-origin" : "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, problem: "no-network", status: 0, retryAfter: null };
  }
  const value: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: value as T, status: response.status };
  const name = (value as { name?: ProblemName } | null)?.name ?? (response.status >= 500 ? "unavailable" : "internal");
  return {
    ok: false,
    problem: name,
    status: response.status,
    retryAfter: Number(response.headers.get("retry-after")) || null,
  };
}
