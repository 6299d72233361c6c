import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Disguise, disguises } from "./disguises.ts";
import { unpacked } from "./packed.ts";

interface Needle extends Disguise {
  readonly word: string;
  /** Where in it the four bytes stand by which it is recognised: the rarest of three places, since many begin or end alike. */
  readonly mark: number;
}

/** Looks for many words in many disguises in one pass over the bytes, also inside what unpacks out of them. */
export class Search {
  private readonly byMark = new Map<number, Needle[]>();
  /** Which marks there are, by a hash: nearly all places are passed with one look. */
  private readonly marks = new Uint8Array(1 << 22);
  readonly disguises: number;

  constructor(words: readonly string[]) {
    const all = words.flatMap((word) => disguises(word).map((one) => ({ ...one, word })));
    const places = (bytes: Buffer) => [0, (bytes.length - 4) >> 1, bytes.length - 4];
    const uses = new Map<number, number>();
    for (const { bytes } of all)
      for (const at of places(bytes)) uses.set(bytes.readInt32LE(at), (uses.get(bytes.readInt32LE(at)) ?? 0) + 1);
    for (const one of all) {
      const use = (at: number) => uses.get(one.bytes.readInt32LE(at)) ?? 0;
      const mark = places(one.bytes).reduce((best, at) => (use(at) < use(best) ? at : best));
      const key = one.bytes.readInt32LE(mark);
      const same = this.byMark.get(key);
      if (same) same.push({ ...one, mark });
      else this.byMark.set(key, [{ ...one, mark }]);
      this.marks[slot(key)] = 1;
    }
    this.disguises = all.length;
  }

  /** @returns `<where>: <word> (<how>)` once for each word and way of writing */
  in(bytes: Buffer, where: string): string[] {
    const found = new Set<string>();
    for (const [at, layer] of [bytes, ...unpacked(bytes, where)].entries()) {
      const place = at === 0 ? where : `${where} (unpacked)`;
      for (const { word, how } of this.scan(layer)) found.add(`${place}: ${word} (${how})`);
    }
    return [...found];
  }

  /** The same over every file below a folder. A file that goes away meanwhile, as a running database's may, is passed over. */
  below(folder: string): { readonly found: string[]; readonly bytes: number } {
    let bytes = 0;
    const found = filesBelow(folder).flatMap((path) => {
      const content = readIfThere(path);
      bytes += content.length;
      return this.in(content, path);
    });
    return { found, bytes };
  }

  private *scan(bytes: Buffer): Generator<Needle> {
    const { marks, byMark } = this;
    let window = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      window = (window >>> 8) | ((bytes[at] as number) << 24);
      if (at < 3 || marks[slot(window)] === 0) continue;
      for (const needle of byMark.get(window) ?? []) {
        const from = at - 3 - needle.mark;
        const to = from + needle.bytes.length;
        if (from >= 0 && to <= bytes.length && bytes.compare(needle.bytes, 0, needle.bytes.length, from, to) === 0)
          yield needle;
      }
    }
  }
}

const slot = (mark: number): number => Math.imul(mark, 0x9e3779b1) >>> 10;

/** Every file below a folder; the file itself where it is one. */
function filesBelow(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [folder];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
