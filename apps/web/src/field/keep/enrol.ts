import type { CodeRoot, Enrolled } from "@threshold/contract";
import type { ProblemName } from "@threshold/contract/errors";
import { callWithWork } from "../../shared/work.ts";
import { device } from "../enrolment/current.ts";
import type { Device } from "../enrolment/device.ts";
import { database } from "../outbox/database.ts";
import { alone } from "./locks.ts";
import { sendAll } from "./sender.ts";
import { fetchDirectory } from "./start.ts";
import { beginTrust } from "./trust.ts";

/** `mark`: the server is not the one that the code was made for. */
export type EnrolOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: ProblemName | "no-network" | "no-storage" | "mark" };

/**
 * Connects this phone to a desk with a code from there. The signing key is made here and cannot be read out, and is bound to the code, so
 * that the desk knows it for this phone's. The server's root has to fit the code too; what was seen of keys before is forgotten, since
 * connecting anew is how a person decides to begin again.
 */
export async function enrol(typed: string): Promise<EnrolOutcome> {
  // The code works once: whether this phone can keep anything at all is found out before it is spent.
  const stores = await database()
    .then((db) => db.put("counter", 0, "probe"))
    .catch(() => null);
  if (stores === null) return { ok: false, why: "no-storage" };
  const loaded = await Promise.all([import("@threshold/sealing/signing"), import("@threshold/sealing/trust")]).catch(
    () => null,
  );
  if (loaded === null) return { ok: false, why: "no-network" };
  const [signing, codes] = loaded;
  const code = typed.trim().toUpperCase();
  const { privateKey, verifyKey } = await signing.makeSigningKey({ extractable: false });
  const [ticket, binding] = await Promise.all([
    codes.codeTicket(code),
    codes.codeBinding(code, { verifyKey, recipient: null }),
  ]);
  const outcome = await alone("notes-enrol", true, () =>
    callWithWork<Enrolled>("/enrol", { ticket, verifyKey, binding }),
  );
  if (outcome === null || !outcome.ok) return { ok: false, why: outcome?.problem ?? "no-network" };
  const { device: id, token, organisation, desk, root } = outcome.value;
  if (!(await fits(code, root, organisation.id, desk.id))) return { ok: false, why: "mark" };
  const connected: Device = { id, token, organisation, desk: { id: desk.id, name: desk.name }, signingKey: privateKey };
  device.value = connected;
  await beginTrust(root);
  await database()
    .then((db) => db.put("device", connected, "device"))
    .catch(() => undefined);
  await fetchDirectory();
  void sendAll();
  return { ok: true };
}

/** Whether whoever made the code meant this root and this desk. */
async function fits(code: string, { network, root, mark }: CodeRoot, organisation: string, desk: string) {
  const { checkCodeMark } = await import("@threshold/sealing/trust");
  return checkCodeMark(code, { network, root, organisation, desk }, mark);
}
