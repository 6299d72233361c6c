import type { FileKind } from "../../shared/magic.ts";

const endings: Readonly<Record<FileKind, readonly string[]>> = {
  ...{ jpeg: ["jpg", "jpeg"], png: ["png"], webp: ["webp"], heic: ["heic", "heif"] },
  ...{ pdf: ["pdf"], text: ["txt"], mp3: ["mp3"], m4a: ["m4a"], wav: ["wav"] },
};

/**
 * The name under which a file is saved: its ending says what its bytes are, since by the ending a computer chooses the program. A PDF
 * that calls itself `.html` or `.exe` is opened as a PDF or not at all.
 */
export function savedName(name: string, kind: FileKind | null): string {
  const fit = kind === null ? ["bin"] : endings[kind];
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return fit.includes(ending) ? name : `${name.replace(/[.\s]+$/, "")}.${fit[0]}`;
}
