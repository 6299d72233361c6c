import type { Directory } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { changedDesks, directory } from "../directory/current.ts";
import { device } from "../enrolment/current.ts";
import { pin } from "../enrolment/pins.ts";
import { database } from "../outbox/database.ts";
import { sweepKept } from "./kept.ts";
import { refresh } from "./outbox.ts";
import { askHowTheyStand, sendAll } from "./sender.ts";

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
  if (kept !== undefined) await show(kept);
  await refresh();
}

/** Fetches the directory: with the desks' keys where this phone is connected, the open part of it otherwise. */
export async function fetchDirectory(): Promise<void> {
  const token = device.value?.token;
  const answered =
    token === undefined ? await call<Directory>("/directory") : await call<Directory>("/device/directory", { token });
  if (!answered.ok || !Array.isArray(answered.value?.services)) return;
  await show(answered.value);
  await database()
    .then((db) => db.put("directory", answered.value, "directory"))
    .catch(() => undefined);
}

/** Shows a directory, against the desk keys this phone already knows. */
async function show(next: Directory): Promise<void> {
  const known = device.value;
  if (known !== null) {
    const { pins, changed } = pin(known.pins, next.services);
    changedDesks.value = changed;
    if (Object.keys(pins).length !== Object.keys(known.pins).length) {
      device.value = { ...known, pins };
      await database()
        .then((db) => db.put("device", { ...known, pins }, "device"))
        .catch(() => undefined);
    }
  }
  directory.value = next;
}
