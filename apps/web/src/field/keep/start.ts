import type { Directory } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { directory } from "../directory/current.ts";
import { device } from "../enrolment/current.ts";
import { database } from "../outbox/database.ts";
import { sweepKept } from "./kept.ts";
import { refresh } from "./outbox.ts";
import { askHowTheyStand, sendAll } from "./sender.ts";
import { fetchTrust, recallTrust, vouch } from "./trust.ts";

/** Shows what the phone keeps, sends what waits, and fetches the directory; then again whenever a network may have come back. */
export async function start(): Promise<void> {
  await recall().catch(() => undefined);
  void sweepKept();
  await catchUp();
  addEventListener("online", () => void catchUp());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void sweepKept();
    void catchUp();
  });
}

async function catchUp(): Promise<void> {
  await Promise.all([sendAll(), fetchDirectory()]);
  await askHowTheyStand().catch(() => undefined);
}

async function recall(): Promise<void> {
  const db = await database();
  device.value = (await db.get("device", "device")) ?? null;
  const kept = await db.get("directory", "directory");
  await recallTrust();
  if (kept !== undefined) show(kept);
  await refresh();
}

/** Fetches the directory: with the desks' keys where this phone is connected, the open part of it otherwise; then checks those keys. */
export async function fetchDirectory(): Promise<void> {
  const token = device.value?.token;
  const answered =
    token === undefined ? await call<Directory>("/directory") : await call<Directory>("/device/directory", { token });
  if (!answered.ok || !Array.isArray(answered.value?.services)) return;
  // Keys before the list that names them: no moment shows a list by keys that were not checked.
  await fetchTrust();
  show(answered.value);
  await database()
    .then((db) => db.put("directory", answered.value, "directory"))
    .catch(() => undefined);
}

function show(next: Directory): void {
  directory.value = next;
  vouch();
}
