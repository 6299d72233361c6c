import type { PackedFile } from "@threshold/sealing/content";
import { drawnAnew } from "../../shared/image.ts";
import { type FileKind, kindOfFile, pictures } from "../../shared/magic.ts";

/** `kind`: none that is taken. `heic`: a picture that this browser cannot read. `large`, `empty`: by its length. */
export type Unfit = "kind" | "heic" | "large" | "empty" | "broken";
export interface Prepared {
  readonly file: PackedFile;
  readonly kind: FileKind;
  /** True where it was drawn anew; a document goes as it is, with whatever it holds. */
  readonly anew: boolean;
}

/** Looks at a file before it is sealed: what it is by its own bytes, how long, and draws a picture anew. */
export async function prepare(
  file: File,
): Promise<{ readonly ok: true; readonly value: Prepared } | { readonly ok: false; readonly why: Unfit }> {
  const { largestAttachment } = await import("@threshold/sealing/content");
  if (file.size === 0) return { ok: false, why: "empty" };
  if (file.size > largestAttachment) return { ok: false, why: "large" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = kindOfFile(bytes);
  if (kind === null) return { ok: false, why: "kind" };
  if (!pictures.has(kind)) return { ok: true, value: { file: { name: file.name, bytes }, kind, anew: false } };
  const drawn = await drawnAnew(bytes, kind);
  if (drawn === null) return { ok: false, why: kind === "heic" ? "heic" : "broken" };
  if (drawn.length > largestAttachment) return { ok: false, why: "large" };
  const made: FileKind = kind === "png" ? "png" : "jpeg";
  const name = made === "jpeg" ? file.name.replace(/\.(?!jpe?g$)[a-z0-9]{1,5}$/i, ".jpg") : file.name;
  return { ok: true, value: { file: { name, bytes: drawn }, kind: made, anew: true } };
}
