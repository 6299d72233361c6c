import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

const most = 64 * 1024 * 1024;
const options = { maxOutputLength: most, finishFlush: 2 } as const;

/** What unpacks to nothing is no stream of that kind. */
function tried(unpack: () => Buffer): Buffer[] {
  try {
    const bytes = unpack();
    return bytes.length > 0 ? [bytes] : [];
  } catch {
    return [];
  }
}

/**
 * Everything that unpacks out of these bytes: a gzip or zlib stream that starts anywhere, the whole as raw deflate or brotli
 * (which have no mark), and the blocks of a LevelDB table, as browsers keep what a page stores.
 */
export function unpacked(bytes: Buffer, name: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(0x1f); at !== -1; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8)
      found.push(...tried(() => gunzipSync(bytes.subarray(at), options)));
  }
  for (let at = bytes.indexOf(0x78); at !== -1; at = bytes.indexOf(0x78, at + 1)) {
    const second = bytes[at + 1] ?? 0;
    // A zlib header is a multiple of 31, and asks for no dictionary.
    if ((0x7800 + second) % 31 === 0 && (second & 0x20) === 0)
      found.push(...tried(() => inflateSync(bytes.subarray(at, at + most), options)));
  }
  if (bytes.length < most) {
    found.push(...tried(() => inflateRawSync(bytes, options)));
    found.push(...tried(() => brotliDecompressSync(bytes, { maxOutputLength: most })));
  }
  if (/\.ldb$/.test(name)) found.push(...levelBlocks(bytes));
  return found;
}

/** The blocks of a LevelDB table file, those packed with Snappy unpacked. Format: leveldb's doc/table_format.md. */
function levelBlocks(bytes: Buffer): Buffer[] {
  const footer = bytes.subarray(-48);
  const reader = { bytes: footer, at: 0 };
  varint(reader);
  varint(reader);
  const index = blockAt(bytes, varint(reader), varint(reader));
  if (index === null) return [];
  const restarts = index.length >= 4 ? index.readUInt32LE(index.length - 4) : 0;
  const end = index.length - 4 - restarts * 4;
  const found: Buffer[] = [];
  for (const entry = { bytes: index, at: 0 }; entry.at < end; ) {
    varint(entry);
    const [unshared, length] = [varint(entry), varint(entry)];
    const handle = { bytes: index, at: entry.at + unshared };
    const block = blockAt(bytes, varint(handle), varint(handle));
    if (block !== null) found.push(block);
    entry.at += unshared + length;
  }
  return found;
}

interface Reader {
  readonly bytes: Buffer;
  at: number;
}

function varint(reader: Reader): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.bytes[reader.at] ?? 0;
    reader.at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  return value;
}

function blockAt(bytes: Buffer, offset: number, size: number): Buffer | null {
  if (offset + size + 1 > bytes.length) return null;
  const block = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === 1 ? unsnap(block) : block;
}

/** Snappy, unpacked; null where it is none. Format: snappy's format_description.txt. */
export function unsnap(packed: Buffer): Buffer | null {
  const reader = { bytes: packed, at: 0 };
  const size = varint(reader);
  if (size > most) return null;
  const out = Buffer.alloc(size);
  let to = 0;
  while (reader.at < packed.length) {
    const tag = packed[reader.at] ?? 0;
    reader.at += 1;
    if ((tag & 3) === 0) {
      let length = tag >> 2;
      if (length >= 60) {
        const width = length - 59;
        length = packed.readUIntLE(reader.at, width);
        reader.at += width;
      }
      length += 1;
      to += packed.copy(out, to, reader.at, reader.at + length);
      reader.at += length;
      continue;
    }
    const [length, back, width] = copyOf(packed, reader.at, tag);
    reader.at += width;
    if (back === 0 || back > to) return null;
    for (let n = 0; n < length && to < size; n += 1, to += 1) out[to] = out[to - back] ?? 0;
  }
  return to === size ? out : null;
}

function copyOf(packed: Buffer, at: number, tag: number): readonly [length: number, back: number, width: number] {
  if ((tag & 3) === 1) return [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | (packed[at] ?? 0), 1];
  if ((tag & 3) === 2) return [(tag >> 2) + 1, packed.readUInt16LE(at), 2];
  return [(tag >> 2) + 1, packed.readUInt32LE(at), 4];
}
