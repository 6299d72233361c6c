import type { FileKind } from "./magic.ts";

/** Enough to read a page of a passport; larger pictures are made smaller. */
const longestSide = 3000;
const quality = 0.86;

/**
 * Draws a picture anew from its dots alone: place, time, camera, thumbnails and whatever else was hidden in the file stay behind. Turned as
 * the camera said. A PNG stays one, everything else becomes a JPEG.
 * @returns null where this browser cannot read it
 */
export async function drawnAnew(
  bytes: Uint8Array<ArrayBuffer>,
  kind: FileKind,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d", { alpha: kind === "png" });
    if (pen === null) return null;
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const type = kind === "png" ? "image/png" : "image/jpeg";
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    canvas.width = 0;
    return blob === null || blob.type !== type ? null : new Uint8Array(await blob.arrayBuffer());
  } catch {
    return null;
  }
}
