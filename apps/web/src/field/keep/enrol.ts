import type { Enrolled } from "@threshold/contract";
import type { ProblemName } from "@threshold/contract/errors";
import { call } from "../../shared/api.ts";
import { changedDesks } from "../directory/current.ts";
import { device } from "../enrolment/current.ts";
import type { Device } from "../enrolment/device.ts";
import { database } from "../outbox/database.ts";
import { alone } from "./locks.ts";
import { sendAll } from "./sender.ts";
import { fetchDirectory } from "./start.ts";

export type EnrolOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: ProblemName | "no-network" | "no-storage" };

/**
 * Connects this phone to a desk with a code from there. The signing key is made here and cannot be read out. The desk keys known so
 * far are forgotten: connecting anew is how a person decides to trust the keys of today.
 */
export async function enrol(code: string): Promise<EnrolOutcome> {
  // The code works once: whether this phone can keep anything at all is found out before it is spent.
  const stores = await database()
    .then((db) => db.put("counter", 0, "probe"))
    .catch(() => null);
  if (stores === null) return { ok: false, why: "no-storage" };
  const signing = await import("@threshold/sealing/signing").catch(() => null);
  if (signing === null) return { ok: false, why: "no-network" };
  const { privateKey, verifyKey } = await signing.makeSigningKey({ extractable: false });
  const outcome = await alone("notes-enrol", true, () =>
    call<Enrolled>("/enrol", { method: "POST", body: { code: code.trim().toUpperCase(), verifyKey } }),
  );
  if (outcome === null || !outcome.ok) return { ok: false, why: outcome?.problem ?? "no-network" };
  const { device: id, token, organisation, desk } = outcome.value;
  const connected: Device = {
    id,
    token,
    organisation,
    desk: { id: desk.id, name: desk.name },
    signingKey: privateKey,
    pins: { [desk.id]: desk.recipient },
  };
  device.value = connected;
  changedDesks.value = [];
  await database()
    .then((db) => db.put("device", connected, "device"))
    .catch(() => undefined);
  await fetchDirectory();
  void sendAll();
  return { ok: true };
}
