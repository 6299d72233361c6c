import { type Bytes, fromUtf8, own, utf8 } from "./bytes.ts";

/** A file with the name it had. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Bytes;
}

const block = 512;
const longestName = 100;
const checksumAt = 148;
const space = 0x20;

/**
 * A tar archive (ustar, POSIX.1-1988) of one file, without owner and date. A name longer than 100 bytes loses its middle; folders and
 * what a name must not hold are left out of it.
 */
export function packFile({ name, bytes }: PackedFile): Bytes {
  const header = new Uint8Array(block);
  const write = (text: string, at: number) => header.set(utf8(text), at);
  const octal = (n: number, length: number) => `${n.toString(8).padStart(length - 1, "0")}\0`;
  write(shortName(name), 0);
  write(octal(0o600, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(bytes.length, 12), 124);
  write(octal(0, 12), 136);
  write("0", 156);
  write("ustar\x0000", 257);
  write(`${octal(checksum(header), 7)} `, checksumAt);
  const archive = new Uint8Array(block + Math.ceil(bytes.length / block) * block + 2 * block);
  archive.set(header);
  archive.set(bytes, block);
  return archive;
}

/** The first file of an archive that {@link packFile} made, its name cleaned once more; null where it is none, damaged or cut. */
export function unpackFile(archive: Uint8Array): PackedFile | null {
  const header = archive.subarray(0, block);
  if (header.length < block) return null;
  const said = /^[0-7]{6}\0 $/.exec(String.fromCharCode(...header.subarray(checksumAt, checksumAt + 8)));
  if (said === null || Number.parseInt(said[0], 8) !== checksum(header)) return null;
  const length = /^[0-7]{11}\0$/.exec(String.fromCharCode(...header.subarray(124, 136)));
  const name = fromUtf8(header.subarray(0, longestName))?.replace(/\0+$/, "");
  if (length === null || name === undefined || name === "" || header[156] !== 0x30) return null;
  const end = block + Number.parseInt(length[0], 8);
  return end > archive.length ? null : { name: shortName(name), bytes: own(archive.subarray(block, end)) };
}

/** Sum of the header's bytes, its own field read as spaces. */
function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, at) => sum + (at >= checksumAt && at < checksumAt + 8 ? space : byte), 0);
}

/** The last part of a path, without control and direction marks, at most 100 bytes, its ending kept. */
function shortName(name: string): string {
  const bare = (name.split(/[/\\]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(bare)?.[0] ?? "";
  let stem = [...bare.slice(0, bare.length - ending.length)];
  while (utf8(stem.join("") + ending).length > longestName) stem = stem.slice(0, -1);
  const short = stem.join("") + ending;
  return short === "" || /^\.+$/.test(short) ? "file" : short;
}
