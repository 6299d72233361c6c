import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { disguises } from "./disguises.ts";
import { unsnap } from "./packed.ts";
import { allOf, plant } from "./planted.ts";
import { Search } from "./search.ts";

const planted = plant();
const words = allOf(planted);
const search = new Search(words);
const noise = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 29));
const beside = (bytes: Buffer) => Buffer.concat([noise.subarray(0, 77), bytes, noise.subarray(0, 33)]);

describe("the search that the theft drills use", () => {
  it("has 500 words, and finds none where none is", () => {
    expect(new Set(words).size).toBe(500);
    expect(search.in(noise, "noise")).toEqual([]);
    expect(search.disguises).toBeGreaterThan(20_000);
  });

  it("finds a hundred of them in every disguise", () => {
    const some = words.filter((_, n) => n % 5 === 0);
    const missed = some.flatMap((word) => {
      const all = disguises(word);
      const hay = Buffer.concat(all.map(({ bytes }) => beside(bytes)));
      const found = new Set(search.in(hay, "x"));
      return all.filter(({ how }) => !found.has(`x: ${word} (${how})`)).map(({ how }) => `${word}: ${how}`);
    });
    expect(missed).toEqual([]);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["UTF-16BE", (bytes) => Buffer.from(bytes.toString(), "utf16le").swap16()],
    ["base64 of a longer text", (bytes) => Buffer.from(Buffer.concat([Buffer.from("ab"), bytes]).toString("base64"))],
    ["base64url", (bytes) => Buffer.from(bytes.toString("base64url"))],
    ["hex", (bytes) => Buffer.from(bytes.toString("hex").toUpperCase())],
    ["percent", (bytes) => Buffer.from(encodeURIComponent(bytes.toString()))],
    ["JSON", (bytes) => Buffer.from(JSON.stringify({ a: bytes.toString() }))],
    ["gzip in the middle", (bytes) => beside(gzipSync(bytes))],
    ["zlib in the middle", (bytes) => beside(deflateSync(bytes))],
    ["raw deflate", (bytes) => deflateRawSync(bytes)],
    ["brotli", (bytes) => brotliCompressSync(bytes)],
  ])("finds a word as %s", (_name, hide) => {
    for (const word of [planted.names[0], planted.names[1], planted.numbers[1], planted.signs[7], planted.words[3]]) {
      expect(search.in(hide(Buffer.from(`says ${word}, and more`)), "x").join(), word).toContain(String(word));
    }
  });

  it("unpacks Snappy as browsers' stores use it", () => {
    // "abcd" as a literal, then a copy of 8 bytes from 4 back, by each of two kinds of copy.
    expect(unsnap(Buffer.from([12, 12, 97, 98, 99, 100, 0x11, 4]))?.toString()).toBe("abcdabcdabcd");
    expect(unsnap(Buffer.from([12, 12, 97, 98, 99, 100, 0x1e, 4, 0]))?.toString()).toBe("abcdabcdabcd");
    expect(unsnap(Buffer.from([12, 12, 97, 98, 99, 100, 0x11, 9]))).toBeNull();
  });
});
