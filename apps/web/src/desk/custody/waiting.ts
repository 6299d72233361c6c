import type { FinishRecovery, RecoveryState } from "@threshold/contract";
import type { DeskKeys } from "@threshold/sealing/custody";
import { call } from "../../shared/api.ts";
import type { Trouble } from "../words.ts";

/** Somebody who asked for her desks' keys, in this browser. Her new secret stays in memory. */
export interface Asking {
  readonly token: string;
  readonly secret: string;
  readonly recipient: string;
  /** The sheet's code; null where custodians are asked. */
  readonly sheet: string | null;
  /** Keeps what the shares' maker had seen of the signed directory in the new bundle; null where the member has her bundle. */
  readonly rewrap: ((pin: unknown) => Promise<string | null>) | null;
}
/** `broken`: what was released does not open the desk's keys. Nothing was changed. */
export type Progress =
  | { readonly at: "waits"; readonly released: number }
  | { readonly at: "done" | "over" | "broken" }
  | { readonly at: "trouble"; readonly trouble: Trouble };

/** Looks how the asking stands, and finishes it where enough shares are there. */
export async function look(asking: Asking): Promise<Progress> {
  const { token } = asking;
  const answer = await call<RecoveryState>("/recoveries/state", { method: "POST", body: { token } });
  if (!answer.ok) return { at: "trouble", trouble: answer };
  const { state, desks } = answer.value;
  if (state !== "asked") return { at: state === "done" ? "done" : "over" };
  const ready = desks.filter((desk) => desk.kept !== null);
  if (ready.length === 0) return { at: "waits", released: Math.max(0, ...desks.map((desk) => desk.released.length)) };
  const opened: DeskKeys[] = [];
  for (const desk of ready) {
    const keys = await openDesk(desk, asking);
    if (keys !== null) opened.push(keys);
  }
  return opened.length === 0 ? { at: "broken" } : finish(asking, opened);
}

async function openDesk(
  { known, kept, released }: RecoveryState["desks"][number],
  { secret, sheet }: Asking,
): Promise<DeskKeys | null> {
  const { checkSet, combine, openReleased, openSheet } = await import("@threshold/sealing/custody");
  const { set, verifyKey } = known;
  if (kept === null || !(await checkSet(known, verifyKey))) return null;
  if (sheet !== null) {
    const keys = await openSheet(sheet, set, kept);
    return keys.ok ? keys.value : null;
  }
  const shares = [];
  for (const one of released) {
    const share = await openReleased(one, [secret], set);
    if (share.ok) shares.push(share.value);
  }
  const keys = await combine(shares, set, kept);
  return keys.ok ? keys.value : null;
}

async function finish({ token, recipient, rewrap }: Asking, opened: readonly DeskKeys[]): Promise<Progress> {
  const { wrapDesk } = await import("@threshold/sealing");
  const wraps: FinishRecovery["wraps"] = [];
  for (const { desk, keys } of opened)
    for (const { version, secret } of keys) {
      const wrapped = await wrapDesk(secret, [recipient]);
      if (wrapped.ok) wraps.push({ desk, version, wrapped: wrapped.value });
    }
  const pin = opened.find((one) => one.pin !== null)?.pin ?? null;
  const bundle = rewrap === null || pin === null ? null : await rewrap(pin);
  const body: FinishRecovery = { token, wraps, bundle };
  const answer = await call<unknown>("/recoveries/finish", { method: "POST", body });
  return answer.ok ? { at: "done" } : { at: "trouble", trouble: answer };
}
