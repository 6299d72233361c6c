import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOfFile } from "../src/shared/magic.ts";

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)));

describe("what a file is", () => {
  it.each([
    ["jpeg", bytes([0xff, 0xd8, 0xff, 0xe1], "....Exif")],
    ["png", bytes([0x89], "PNG", [0x0d, 0x0a, 0x1a, 0x0a])],
    ["webp", bytes("RIFF....WEBPVP8 ")],
    ["wav", bytes("RIFF....WAVEfmt ")],
    ["heic", bytes([0, 0, 0, 24], "ftypheic")],
    ["heic", bytes([0, 0, 0, 24], "ftypmif1")],
    ["m4a", bytes([0, 0, 0, 24], "ftypM4A ")],
    ["pdf", bytes("%PDF-1.7\n")],
    ["mp3", bytes("ID3", [4, 0])],
    ["mp3", bytes([0xff, 0xfb, 0x90])],
    ["text", new TextEncoder().encode("Сказано так: «на млині».\r\n\t")],
  ])("is told by its bytes: %s", (kind, file) => {
    expect(kindOfFile(file)).toBe(kind);
  });

  it.each([
    ["nothing", bytes()],
    ["a page", bytes("  <!DOCTYPE html><script>alert(1)</script>")],
    ["a drawing with a script in it", bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["XML", bytes('<?xml version="1.0"?><x/>')],
    ["a program", bytes("MZ", [0x90, 0, 3])],
    ["an archive", bytes("PK", [3, 4])],
    ["an old office document", bytes([0xd0, 0xcf, 0x11, 0xe0])],
    ["a GIF that is also a script", bytes("GIF89a=1;alert(1)", [0])],
    ["a film", bytes([0, 0, 0, 24], "ftypisom")],
    ["a video in a RIFF", bytes("RIFF", [0x24, 0, 0, 0], "AVI LIST")],
    ["broken UTF-8", bytes([0xc3, 0x28])],
  ])("%s is not taken", (_, file) => {
    expect(kindOfFile(file)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void kindOfFile(noise)));
  });
});
