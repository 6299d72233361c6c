import type { Pin } from "@threshold/sealing/trust";
import { call } from "../../shared/api.ts";
import { seenPin } from "./trust.ts";

/**
 * Keeps in the member's bundle what she has seen by now, so that on another machine too nothing older is believed. Where that fails, the
 * next sign-in does it.
 * @param bundle as the server gave it; `unlock` opens it; `before` is what it says already
 */
export async function keepPin(bundle: string, unlock: string, before: Pin | null): Promise<void> {
  const pin = seenPin();
  if (pin === null || (before !== null && JSON.stringify(before) === JSON.stringify(pin))) return;
  const { rewrapBundle } = await import("@threshold/sealing/passphrase");
  const wrapped = await rewrapBundle(bundle, unlock, pin);
  if (wrapped.ok) await call("/members/self/bundle", { method: "PUT", body: { bundle: wrapped.value } });
}
