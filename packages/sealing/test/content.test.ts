import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it, test } from "vitest";
import { largestAttachment } from "../src/attachment.ts";
import {
  inPieces,
  makeCaseKey,
  openAttachment,
  openCaseKey,
  openPerson,
  openRecord,
  sealAttachment,
  sealPerson,
  sealRecord,
} from "../src/content.ts";
import { makeIdentity } from "../src/identity.ts";
import { packFile, unpackFile } from "../src/tar.ts";
import { ageIsHere } from "./support/age.ts";

const folder = mkdtempSync(join(tmpdir(), "sealing-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
};
function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}
const bytes = (length: number) => new Uint8Array(Array.from({ length }, (_, at) => (at * 31) % 251));

describe("a case's key", () => {
  it("opens for the desk, or for the team alone, with one more for the desk behind the glass", async () => {
    const [desk, one, two] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
    const whole = good(await makeCaseKey(desk.recipient, null));
    expect(whole.parts.map(({ note }) => [note.name, note.recipients])).toEqual([["key", [desk.recipient]]]);
    const made = good(await makeCaseKey(desk.recipient, [one.recipient, two.recipient]));
    const [key, glass] = made.parts;
    if (key === undefined || glass === undefined) throw new Error("two parts");
    const named = { recipient: made.recipient, sha256: key.note.sha256 };
    for (const { secret } of [one, two]) {
      expect(good(await openCaseKey(key.bytes, [secret], named)).secret).toBe(made.secret);
    }
    expect(await openCaseKey(key.bytes, [desk.secret], named)).toEqual({ ok: false, why: "no-key" });
    const behind = { recipient: made.recipient, sha256: glass.note.sha256 };
    expect(good(await openCaseKey(glass.bytes, [desk.secret], behind)).recipient).toBe(made.recipient);
    expect(await openCaseKey(glass.bytes, [one.secret], behind)).toEqual({ ok: false, why: "no-key" });
  });

  it("is refused where it is another case's, or other bytes than were signed", async () => {
    const desk = await makeIdentity();
    const [mine, other] = [
      good(await makeCaseKey(desk.recipient, null)),
      good(await makeCaseKey(desk.recipient, null)),
    ];
    const part = other.parts[0];
    if (part === undefined) throw new Error("a part");
    const swapped = { recipient: mine.recipient, sha256: part.note.sha256 };
    expect(await openCaseKey(part.bytes, [desk.secret], swapped)).toEqual({ ok: false, why: "other-key" });
    const signedFor = { recipient: other.recipient, sha256: mine.parts[0]?.note.sha256 ?? "" };
    expect(await openCaseKey(part.bytes, [desk.secret], signedFor)).toEqual({ ok: false, why: "not-the-noted" });
  });

  it("seals who a person is", async () => {
    const { secret, recipient } = await makeIdentity();
    const person = {
      v: 1,
      names: ["Інвента Персон", "Inventa"],
      birth: "1998-03-12",
      documents: ["AB 123456"],
    } as const;
    const { note, bytes: sealed } = good(await sealPerson(person, [recipient]));
    expect(note.name).toBe("person");
    expect(await openPerson(sealed, [secret], note)).toEqual({ ok: true, value: person });
  });

  it("seals what was recorded, tells its length in steps, and gives back what a newer program wrote", async () => {
    const { secret, recipient } = await makeIdentity();
    const at = "2026-11-02T12:00:00Z";
    const record = { v: 1, topic: "need", at, need: "food", state: "given", by: null, note: null } as const;
    const one = good(await sealRecord(record, [recipient]));
    const other = good(
      await sealRecord({ ...record, note: { known: true, value: "a longer word than before" } }, [recipient]),
    );
    expect(one.note.name).toBe("record");
    expect(one.bytes.length).toBe(other.bytes.length);
    expect(await openRecord(one.bytes, [secret], one.note)).toEqual({ ok: true, value: record });
    expect(await openRecord(one.bytes, [secret], other.note)).toEqual({ ok: false, why: "not-the-noted" });
    const newer = { v: 1, topic: "of-a-newer-version", at, more: [1] };
    const sealed = good(await sealRecord(newer as never, [recipient]));
    expect(await openRecord(sealed.bytes, [secret])).toEqual({ ok: true, value: newer });
    const next = { v: 2, topic: "need", of: "a newer version" };
    expect(await openRecord(good(await sealRecord(next as never, [recipient])).bytes, [secret])).toEqual({
      ok: true,
      value: next,
    });
    const none = good(await sealRecord({ v: 1 } as never, [recipient]));
    expect(await openRecord(none.bytes, [secret])).toEqual({ ok: false, why: "wrong-shape" });
  });
});

describe("an attachment", () => {
  it("comes back whole with its name, and tells its length in steps", async () => {
    const { secret, recipient } = await makeIdentity();
    for (const length of [0, 1, 63 * 1024, 64 * 1024, 200_001]) {
      const given = { name: `паспорт ${length}.jpg`, bytes: bytes(length) };
      const { part, size } = good(await sealAttachment(given, [recipient]));
      expect(size).toBe(Math.max(1, Math.ceil((512 + Math.ceil(length / 512) * 512 + 1024) / 65_536)));
      expect(part.bytes.length).toBe((await sealedLength(recipient, size)) ?? 0);
      expect(await openAttachment(part.bytes, [secret], part.note.sha256)).toEqual({ ok: true, value: given });
    }
  });

  async function sealedLength(recipient: string, size: number): Promise<number> {
    const { part } = good(await sealAttachment({ name: "other", bytes: bytes(size * 65_536 - 2048) }, [recipient]));
    return part.bytes.length;
  }

  it("is refused one byte above what is taken", async () => {
    const { recipient } = await makeIdentity();
    const tooLarge = { name: "large", bytes: new Uint8Array(largestAttachment + 1) };
    expect(await sealAttachment(tooLarge, [recipient])).toEqual({ ok: false, why: "too-large" });
    expect((await sealAttachment({ name: "large", bytes: new Uint8Array(largestAttachment) }, [recipient])).ok).toBe(
      true,
    );
  });

  it("is refused where a chunk was changed, moved or cut, and where the bytes are others", async () => {
    const { secret, recipient } = await makeIdentity();
    const { part } = good(await sealAttachment({ name: "three chunks", bytes: bytes(150_000) }, [recipient]));
    expect(await openAttachment(part.bytes, [secret], "0".repeat(64))).toEqual({ ok: false, why: "not-the-noted" });
    const chunk = 65_536 + 16;
    const head = part.bytes.length - 3 * chunk;
    const swapped = new Uint8Array(part.bytes);
    swapped.set(part.bytes.subarray(head + chunk, head + 2 * chunk), head);
    swapped.set(part.bytes.subarray(head, head + chunk), head + chunk);
    for (const wrong of [swapped, part.bytes.subarray(0, head + 2 * chunk), part.bytes.subarray(0, -1)]) {
      const { sha256Hex } = await import("../src/digest.ts");
      const opened = await openAttachment(wrong, [secret], await sha256Hex(wrong));
      expect(opened).toEqual({ ok: false, why: "damaged" });
    }
  });

  it("travels in pieces", () => {
    const whole = bytes(2_500_000);
    const pieces = inPieces(whole, 2 ** 20);
    expect(pieces.map((piece) => piece.length)).toEqual([2 ** 20, 2 ** 20, 2_500_000 - 2 ** 21]);
    expect(Buffer.concat(pieces).equals(Buffer.from(whole))).toBe(true);
    expect(inPieces(new Uint8Array(), 10)).toHaveLength(1);
  });

  test.skipIf(!ageIsHere)("opens with the age and tar commands and the case's key alone", async () => {
    const desk = await makeIdentity();
    const made = good(await makeCaseKey(desk.recipient, null));
    const { part } = good(await sealAttachment({ name: "ausweis фото.jpg", bytes: bytes(70_000) }, [made.recipient]));
    const key = spawnSync("age", [
      "-d",
      "-i",
      file("desk.txt", desk.secret),
      file("key.age", made.parts[0]?.bytes ?? ""),
    ]);
    const opened = spawnSync("age", ["-d", "-i", file("case.txt", key.stdout), file("file.age", part.bytes)]);
    expect(opened.status).toBe(0);
    const archive = file("file.tar", opened.stdout);
    const names = spawnSync("tar", ["--quoting-style=literal", "-tf", archive], { encoding: "utf8" });
    expect([names.stdout, names.stderr]).toEqual(["ausweis фото.jpg\n", ""]);
    const out = spawnSync("tar", ["-xOf", archive], { maxBuffer: 1e6 });
    expect(Buffer.compare(out.stdout, bytes(70_000))).toBe(0);
  });
});

describe("the archive inside", () => {
  it("gives back any file, and a name that leads nowhere else", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 150 }),
        fc.uint8Array({ maxLength: 2000 }),
        (name, content) => {
          const unpacked = unpackFile(packFile({ name, bytes: new Uint8Array(content) }));
          expect(unpacked?.bytes).toEqual(new Uint8Array(content));
          expect(unpacked?.name).not.toMatch(/[/\\\p{Cc}]|^\.*$/u);
          expect(Buffer.byteLength(unpacked?.name ?? "")).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it("keeps an ending, drops folders and marks that turn letters round", () => {
    const named = (name: string) => unpackFile(packFile({ name, bytes: new Uint8Array() }))?.name;
    expect(named("../../etc/passwd")).toBe("passwd");
    expect(named("photo\u202Egpj.exe")).toBe("photogpj.exe");
    expect(named(`${"ы".repeat(80)}.jpeg`)).toBe(`${"ы".repeat(47)}.jpeg`);
    expect(named("..")).toBe("file");
  });

  it("drops them also from an archive that another program made", () => {
    const archive = packFile({ name: "photo-gpj.exe", bytes: new Uint8Array() });
    const header = archive.subarray(0, 512);
    header.set(new TextEncoder().encode("photo\u202Egpj.exe"), 0);
    const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
    header.set(new TextEncoder().encode(sum.toString(8).padStart(6, "0")), 148);
    expect(unpackFile(archive)?.name).toBe("photogpj.exe");
  });

  it("never throws over what is no archive", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (noise) => {
        expect(unpackFile(noise)).toBeNull();
      }),
    );
    const archive = packFile({ name: "a", bytes: bytes(600) });
    expect(unpackFile(archive.subarray(0, 1000))).toBeNull();
    archive[130] = 0x37;
    expect(unpackFile(archive)).toBeNull();
  });
});
