import type { ProblemName } from "@threshold/contract/errors";

/** What a call came to: its value, a problem the server named, or no server. Nothing here throws for those. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T; readonly status: number; readonly work?: string | null }
  | {
      readonly ok: false;
      readonly problem: ProblemName | "no-network";
      /** HTTP status; 0 where no server answered. */
      readonly status: number;
      /** Seconds the server asks to wait. */
      readonly retryAfter: number | null;
      /** The task to do before it is asked again (work.ts). */
      readonly work?: string | null;
    };

interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly token?: string;
  /** A task of the server with its answer (work.ts). */
  readonly work?: string | null;
  /** Milliseconds before the call counts as "no network". */
  readonly patience?: number;
  /** Sends it also while the page goes away. */
  readonly keepalive?: boolean;
}

/** Shows that a write comes from a page of ours; each answer to a session tells it (server: page-token.ts). */
let page: string | null = null;

/** Calls the server. A slow or missing network is an ordinary answer; `navigator.onLine` is never asked, since it guesses. */
export async function call<T>(
  path: string,
  { method = "GET", body, token, work, patience = 20_000, keepalive = false }: Call = {},
): Promise<Answered<T>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  else if (page !== null) headers["x-threshold-page"] = page;
  if (work) headers["x-threshold-work"] = work;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      credentials: token === undefined ? "same-origin" : "omit",
      cache: "no-store",
      redirect: "error",
      keepalive,
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, problem: "no-network", status: 0, retryAfter: null };
  }
  page = response.headers.get("x-threshold-page") ?? page;
  const task = response.headers.get("x-threshold-work");
  const value: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: value as T, status: response.status, work: task };
  const name = (value as { name?: ProblemName } | null)?.name ?? (response.status >= 500 ? "unavailable" : "internal");
  return {
    ok: false,
    problem: name,
    status: response.status,
    retryAfter: Number(response.headers.get("retry-after")) || null,
    work: task,
  };
}
