import { signal } from "@preact/signals";
import type { DeskAddress } from "@threshold/casework";
import type { Pin, Trust, TrustFile, TrustProblem } from "@threshold/sealing/trust";
import { call } from "../../shared/api.ts";
import { holds } from "../keys.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";
import { askedAbout, noteAsked } from "./asked.ts";

/** The signed directory of keys as this browser checked it; null before, and wherever it was refused. */
export const trust = signal<Trust | null>(null);
/** Why what the server says of keys is refused: nothing is sealed until that is put right. */
export const refused = signal<TrustProblem | null>(null);

/** What this member has seen so far: from her bundle, then as this session sees it. In memory only. */
let pin: Pin | null = null;
/** Her own verify key: what she signed herself needs nobody else's word. */
let own: string | null = null;
let running: Promise<Trouble | null> | null = null;

/** Begins with what the member's bundle says she has seen; null where nobody told her of a root yet. */
export function beginTrust(seen: Pin | null, verifyKey: string): void {
  forgetTrust();
  pin = seen;
  own = verifyKey;
}

export function forgetTrust(): void {
  pin = null;
  own = null;
  trust.value = null;
  refused.value = null;
}

/** Asks the server what it says of keys, and checks it. What was checked before is dropped where it is refused. */
export function loadTrust(): Promise<Trouble | null> {
  running ??= load().finally(() => {
    running = null;
  });
  return running;
}

async function load(): Promise<Trouble | null> {
  const asked = pin;
  const answer = await call<TrustFile>(`/members/trust?have=${asked?.version ?? 0}`);
  if (!answer.ok) {
    if (answer.problem === "not-signed-in") ended();
    return answer;
  }
  const { checkTrust } = await import("@threshold/sealing/trust");
  const sure = own === null ? [] : [own, ...askedAbout(own)];
  const checked = await checkTrust(asked, answer.value, new Date(), sure);
  // Somebody else may have signed in, or out, meanwhile.
  if (pin !== asked) return null;
  refused.value = checked.ok ? null : checked.why;
  trust.value = checked.ok ? checked.value : null;
  if (checked.ok) pin = checked.value.pin;
  return null;
}

/** The same, where nothing has been checked yet. */
export const ensureTrust = (): Promise<Trouble | null> =>
  trust.value === null && refused.value === null ? loadTrust() : Promise.resolve(null);

/** She asked whom she knows there: what these keys sign counts for her from now on. */
export async function beSure(keys: readonly string[]): Promise<void> {
  if (own !== null) noteAsked(own, keys);
  // One that runs already was asked before she said so.
  await running;
  await loadTrust();
}

/** What this member has seen by now, to be kept in her bundle. */
export const seenPin = (): Pin | null => pin;

/** The key a desk is sealed to, as its organisation signed it; null where it must not be sealed to. */
export const deskKey = ({ organisation, desk }: DeskAddress): string | null =>
  trust.value?.deskKey(organisation, desk) ?? null;

/** The same with its version. */
export const deskAt = ({ organisation, desk }: DeskAddress) => trust.value?.desk(organisation, desk) ?? null;

/** True where the organisation signed another key for one of these desks than this browser holds. */
export const ownKeyMissing = (organisation: string, desks: readonly { readonly id: string }[]): boolean =>
  desks.some(({ id }) => {
    const signed = deskKey({ organisation, desk: id });
    return signed === null || !holds(signed);
  });
