import { createHash } from "node:crypto";

/** A word as it may lie somewhere, and what that way of writing is called. */
export interface Disguise {
  readonly how: string;
  readonly bytes: Buffer;
}

/** Every way of writing in which a planted word is looked for. Plain hashes count: whoever has a list of names can turn them back. */
export function disguises(word: string): Disguise[] {
  const found: Disguise[] = [];
  const add = (how: string, bytes: Buffer | string) =>
    found.push({ how, bytes: typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes });
  for (const [style, text] of styles(word)) {
    for (const [code, bytes] of encodings(text)) {
      const how = `${style}${code}`;
      add(how, bytes);
      add(`${how}, reversed bytes`, Buffer.from(bytes).reverse());
      add(`${how}, hex`, bytes.toString("hex"));
      add(`${how}, HEX`, bytes.toString("hex").toUpperCase());
      for (const [name, coded] of alignments(bytes)) add(`${how}, ${name}`, coded);
    }
    add(`${style}percent`, percent(text));
    add(`${style}percent, every byte`, Buffer.from(text).toString("hex").replace(/../g, "%$&"));
    add(`${style}JSON escapes`, escapes(text, false));
    add(`${style}JSON escapes, every character`, escapes(text, true));
    for (const kind of ["sha256", "sha1", "md5"]) {
      const digest = createHash(kind).update(text).digest();
      add(`${style}${kind}`, digest);
      add(`${style}${kind}, hex`, digest.toString("hex"));
      add(`${style}${kind}, base64`, digest.toString("base64").replace(/=+$/, ""));
    }
  }
  const seen = new Set<string>();
  return found.filter(({ bytes }) => {
    const key = bytes.toString("latin1");
    // Shorter than this, chance alone would find it.
    return bytes.length >= 6 && !seen.has(key) && seen.add(key);
  });
}

const styles = (word: string): [string, string][] => [
  ["", word],
  ["lower case, ", word.toLowerCase()],
  ["upper case, ", word.toUpperCase()],
  ["backwards, ", [...word].reverse().join("")],
];

function encodings(text: string): [string, Buffer][] {
  const wide = Buffer.from(text, "utf16le");
  return [
    ["UTF-8", Buffer.from(text)],
    ["UTF-16LE", wide],
    ["UTF-16BE", Buffer.from(wide).swap16()],
  ];
}

/** Base64 of bytes inside longer ones depends on where they start: each of three places, without the borders it shares. */
function alignments(bytes: Buffer): [string, string][] {
  return [0, 1, 2].flatMap((shift): [string, string][] => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const inner = text.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
    return [
      [`base64 at ${shift}`, inner],
      [`base64url at ${shift}`, inner.replaceAll("+", "-").replaceAll("/", "_")],
    ];
  });
}

const percent = (text: string): string => encodeURIComponent(text);

function escapes(text: string, all: boolean): string {
  return Array.from({ length: text.length }, (_, at) => {
    const code = text.charCodeAt(at);
    return all || code > 126 ? `\\u${code.toString(16).padStart(4, "0")}` : text.charAt(at);
  }).join("");
}
