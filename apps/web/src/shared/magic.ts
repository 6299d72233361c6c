/** What a file is by its first bytes; its name and what a browser calls it are not asked. */
export type FileKind = "jpeg" | "png" | "webp" | "heic" | "pdf" | "text" | "mp3" | "m4a" | "wav";

/** What each is called when it is shown. HEIC is never shown: it becomes a JPEG, or is refused. */
export const mediaTypes: Readonly<Record<FileKind, string>> = {
  ...{ jpeg: "image/jpeg", png: "image/png", webp: "image/webp", heic: "image/heic" },
  ...{ pdf: "application/pdf", text: "text/plain; charset=utf-8" },
  ...{ mp3: "audio/mpeg", m4a: "audio/mp4", wav: "audio/wav" },
};
/** Pictures are drawn anew, so that place, time and camera stay behind. */
export const pictures: ReadonlySet<FileKind> = new Set(["jpeg", "png", "webp", "heic"]);

const begins: readonly (readonly [FileKind, number, readonly (number | string)[]])[] = [
  ["jpeg", 0, [0xff, 0xd8, 0xff]],
  ["png", 0, [0x89, "PNG", 0x0d, 0x0a, 0x1a, 0x0a]],
  ["webp", 8, ["WEBP"]],
  ["wav", 8, ["WAVE"]],
  ["pdf", 0, ["%PDF-"]],
  ["m4a", 4, ["ftypM4A"]],
  ...["heic", "heix", "hevc", "hevx", "mif1", "msf1"].map((brand) => ["heic", 4, [`ftyp${brand}`]] as const),
  ["mp3", 0, ["ID3"]],
  ["mp3", 0, [0xff, 0xfb]],
  ["mp3", 0, [0xff, 0xf3]],
  ["mp3", 0, [0xff, 0xf2]],
];

/** The kind of a file; null where it is none that is taken. */
export function kindOfFile(bytes: Uint8Array): FileKind | null {
  const riff = startsWith(bytes, 0, ["RIFF"]);
  for (const [kind, at, mark] of begins) {
    if ((kind === "webp" || kind === "wav") && !riff) continue;
    if (startsWith(bytes, at, mark)) return kind;
  }
  return isText(bytes) ? "text" : null;
}

function startsWith(bytes: Uint8Array, from: number, mark: readonly (number | string)[]): boolean {
  const wanted = mark.flatMap((one) =>
    typeof one === "number" ? [one] : [...one].map((letter) => letter.charCodeAt(0)),
  );
  return bytes.length >= from + wanted.length && wanted.every((byte, at) => bytes[from + at] === byte);
}

/** UTF-8 without control characters, and no page: what a browser could take for HTML stays out. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && !/^\s*<(!|\?|[a-z])/i.test(text);
  } catch {
    return false;
  }
}
