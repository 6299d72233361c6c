import type { MemberSession } from "@threshold/contract";
import { makeDesk, sha256Hex, toBase64 } from "@threshold/sealing";
import { makeCaseKey } from "@threshold/sealing/content";
import { makeMember } from "@threshold/sealing/passphrase";
import { afterEach, expect, test, vi } from "vitest";
import { readFile } from "../src/desk/attachments/files.ts";
import { dropKeys, hold, holdCase, holdsCase } from "../src/desk/keys.ts";
import type { Working } from "../src/desk/team/step.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function somebody() {
  const made = await makeMember("four quiet lamps by the door");
  if (!made.ok) throw new Error(made.why);
  const { keys, secrets } = made.value;
  const desk = await makeDesk([keys.recipient]);
  if (!desk.ok) throw new Error(desk.why);
  const session = {
    member: { verifyKey: keys.verifyKey },
    desks: [{ id: crypto.randomUUID(), version: 1, earlier: [], ...desk.value }],
    bundle: keys.bundle,
  } as unknown as MemberSession;
  return { desk: desk.value.recipient, comesIn: () => hold(session, secrets) };
}

test("a case's key that was being opened for one member is not held for the next", async () => {
  const [one, next] = await Promise.all([somebody(), somebody()]);
  const made = await makeCaseKey(one.desk, null);
  const [part] = made.ok ? made.value.parts : [];
  if (!made.ok || part === undefined) throw new Error("no key");
  const named = { recipient: made.value.recipient, sha256: await sha256Hex(part.bytes) };
  expect(await one.comesIn()).toBe(true);

  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  let reached = () => {};
  const there = new Promise<void>((resolve) => (reached = resolve));
  vi.spyOn(crypto.subtle, "digest").mockImplementationOnce(async (...given) => {
    reached();
    await gate;
    return digest(...given);
  });
  const opening = holdCase(toBase64(part.bytes), named);
  await there;
  dropKeys();
  expect(await next.comesIn()).toBe(true);
  go();
  expect(await opening).toBe(false);
  expect(holdsCase(named.recipient)).toBe(false);
  dropKeys();
});

test("a server that says a file has a great many pieces is not asked for them", async () => {
  const asked = vi.fn(async () => Response.json({ of: 1_000_000, bytes: "AAAA" }));
  vi.stubGlobal("fetch", asked);
  const [entry, id] = [crypto.randomUUID(), crypto.randomUUID()];
  const parts = [{ name: "file", sha256: "0".repeat(64), recipients: [] }];
  const work = { referral: { case: id }, envelopes: [{ id: entry, parts }] } as unknown as Working;
  expect(await readFile(work, entry, id)).toEqual({ ok: false, why: "unreadable" });
  expect(asked).toHaveBeenCalledTimes(1);
});
