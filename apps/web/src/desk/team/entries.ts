import type {
  Attached,
  BrokeGlass,
  Envelope,
  Erased,
  GlassReason,
  Keyed,
  Noted,
  Referred,
  Resealed,
} from "@threshold/casework";
import { common, type Frame } from "../referral/entry.ts";

type Known = readonly Envelope[];

/** @param key recipient of the case's new key, its number, and who alone works on it */
export function keyed(
  frame: Frame,
  envelopes: Known,
  of: Referred,
  key: Pick<Keyed, "recipient" | "version" | "team">,
): Keyed {
  return { ...common(frame, envelopes, of), kind: "keyed", ...key };
}

export function resealed(frame: Frame, envelopes: Known, of: Referred): Resealed {
  return { ...common(frame, envelopes, of), kind: "resealed", of: of.id };
}

/** @param entry whose part goes */
export function erased(
  frame: Frame,
  envelopes: Known,
  of: Referred,
  entry: string,
  name: Erased["names"][number],
): Erased {
  return { ...common(frame, envelopes, of), kind: "erased", of: entry, names: [name] };
}

export function noted(frame: Frame, envelopes: Known, of: Referred): Noted {
  return { ...common(frame, envelopes, of), kind: "noted" };
}

/** @param size in steps of 64 KiB */
export function attached(
  frame: Frame,
  envelopes: Known,
  of: Referred,
  { size, replaces }: Pick<Attached, "size" | "replaces">,
): Attached {
  return { ...common(frame, envelopes, of), kind: "attached", size, ...(replaces === undefined ? {} : { replaces }) };
}

export function brokeGlass(
  frame: Frame,
  envelopes: Known,
  of: Referred,
  { reason, hours }: { readonly reason: GlassReason; readonly hours: number },
): BrokeGlass {
  return { ...common(frame, envelopes, of), kind: "broke-glass", reason, hours };
}
