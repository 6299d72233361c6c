import { extname } from "node:path";

export const FORMATS = ["json", "jsonl", "csv"] as const;
export type Format = (typeof FORMATS)[number];

const NAMED: Readonly<Record<string, Format>> = { ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl" };
/** How much of a file is looked at to tell what it is. */
const ENOUGH = 1024 * 1024;

export interface Told {
  /** Null where the bytes are UTF-16, which is no format of ours. */
  readonly format: Format | null;
  /** All bytes, those that were looked at included. */
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * Tells what a file holds: by what was asked for, by its name, else by how it begins. Many call JSON Lines `.json`: a first
 * line that is an object by itself, with more behind it, is JSON Lines whatever the name says.
 */
export async function tellFormat(file: string, asked: Format | null, source: AsyncIterable<Buffer>): Promise<Told> {
  const iterator = source[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  const format = asked ?? NAMED[extname(file).toLowerCase()] ?? null;
  const named = extname(file).toLowerCase() === ".json" ? "json" : null;
  let told: Format | "more" | "utf-16" = "more";
  while (told === "more") {
    const { value, done } = await iterator.next();
    if (!done) seen.push(value);
    const bytes = Buffer.concat(seen);
    if (!done && bytes.length < 3) continue;
    if (isUtf16(bytes)) told = "utf-16";
    else told = format ?? byContent(bytes, done === true || bytes.length > ENOUGH, named);
  }
  return { format: told === "utf-16" ? null : told, chunks: replay(seen, iterator) };
}

function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString("hex");
  return mark === "fffe" || mark === "feff";
}

function byContent(bytes: Buffer, last: boolean, named: "json" | null): Format | "more" {
  const text = bytes
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (text === "" && !last) return "more";
  const end = text.search(/[\r\n]/);
  if (end === -1 && !last && text[0] !== "[") return "more";
  const first = end === -1 ? text : text.slice(0, end);
  const behind = end === -1 ? "" : text.slice(end).trim();
  if (text === "" || text[0] === "[") return "json";
  if (text[0] === "{") {
    if (!isJson(first)) return "json";
    if (behind === "") return last ? "json" : "more";
    return "jsonl";
  }
  return named ?? (isJson(first) ? "json" : "csv");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* replay(seen: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* seen;
  for (;;) {
    const { value, done } = await rest.next();
    if (done) return;
    yield value;
  }
}
