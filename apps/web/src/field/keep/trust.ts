import type { Service } from "@threshold/contract";
import { beginPin, checkTrust, type Trust, type TrustFile } from "@threshold/sealing/trust";
import { call } from "../../shared/api.ts";
import { directory, named, trustProblem, unconfirmed, vouched } from "../directory/current.ts";
import { device } from "../enrolment/current.ts";
import type { Device } from "../enrolment/device.ts";
import { keepsPins, namedAt, pinnedFor, vouchedFor } from "../enrolment/vouch.ts";
import { database, type KeptTrust } from "../outbox/database.ts";
import { alone } from "./locks.ts";

/** The signed directory as this phone last checked it; null before, and while what the server says is refused. */
let known: Trust | null = null;
/** What this phone has seen and could not store, as long as the page is open: newer than what is stored. */
let unstored: KeptTrust | null = null;

/** Shows what this phone checked earlier, without a network. */
export async function recallTrust(): Promise<void> {
  const kept = await keptTrust();
  if (kept === null || kept.file === null) return;
  const checked = await checkTrust(kept.pin, kept.file, new Date(), kept.sure);
  known = checked.ok ? checked.value : null;
  trustProblem.value = checked.ok ? null : checked.why;
}

/** Asks the server what it says of keys, and checks it against all that this phone has seen. One tab at a time. */
export async function fetchTrust(): Promise<void> {
  const connected = device.value;
  if (connected !== null) await alone("notes-trust", true, () => check(connected));
  vouch();
}

async function check(connected: Device): Promise<void> {
  const kept = await keptTrust();
  const have = kept?.pin.version ?? 0;
  const answered = await call<TrustFile>(`/device/trust?have=${have}`, { token: connected.token });
  // Without an answer the last one stays, until it runs out.
  if (!answered.ok || device.value?.id !== connected.id) return;
  const sure = kept?.sure ?? [];
  const checked = await checkTrust(kept?.pin ?? null, answered.value, new Date(), sure);
  const follows = checked.ok && (kept !== null || keepsPins(connected.pins ?? {}, checked.value));
  known = follows ? checked.value : null;
  trustProblem.value = follows ? null : checked.ok ? "root-differs" : checked.why;
  if (follows) await keepTrust({ pin: checked.value.pin, file: answered.value, sure });
}

/** Whoever holds this phone asked the helper: what these keys sign counts from now on. */
export async function beSure(keys: readonly string[]): Promise<void> {
  await alone("notes-trust", true, async () => {
    const kept = await keptTrust();
    if (kept !== null) await keepTrust({ ...kept, sure: [...new Set([...(kept.sure ?? []), ...keys])] });
  });
  await recallTrust();
  vouch();
}

/** Begins with the root that a code told of; what was seen before is forgotten. */
export async function beginTrust(root: Parameters<typeof beginPin>[0]): Promise<void> {
  known = null;
  trustProblem.value = null;
  await keepTrust({ pin: beginPin(root), file: null });
}

/** Says anew which services may be sealed to. */
export function vouch(): void {
  const services = directory.value?.services ?? [];
  const pins = trustProblem.value === null ? (device.value?.pins ?? {}) : {};
  vouched.value = known === null ? pinnedFor(pins, services) : vouchedFor(known, services);
  named.value = known === null ? [] : namedAt(known, services);
  const covered = new Set(vouched.value);
  unconfirmed.value =
    known === null ? [] : services.filter(({ id, desk }) => desk !== null && !covered.has(id)).map(({ id }) => id);
}

/** The key to seal to, asked for at the moment of sealing; null where it is not covered, or no longer. */
export function deskKey({ organisation, desk }: Pick<Service, "organisation" | "desk">): string | null {
  if (desk === null || trustProblem.value !== null) return null;
  if (known === null) return device.value?.pins?.[desk.id] ?? null;
  return Date.parse(known.expires) > Date.now() ? known.deskKey(organisation.id, desk.id) : null;
}

async function keptTrust(): Promise<KeptTrust | null> {
  const stored = await database()
    .then((db) => db.get("trust", "trust"))
    .catch(() => undefined);
  return unstored ?? stored ?? null;
}

async function keepTrust(kept: KeptTrust): Promise<void> {
  unstored = kept;
  await database()
    .then((db) => db.put("trust", kept, "trust"))
    .then(() => {
      if (unstored === kept) unstored = null;
    })
    .catch(() => undefined);
}
