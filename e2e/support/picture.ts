import type { Page } from "playwright-core";

/** Stands in the camera's notes of the picture, and nowhere in what it shows. */
export const hiddenWord = "Brackwater-Lane";

/** A JPEG of 40 by 30 dots as a phone makes it: with the place where it was taken, and a comment. */
export async function withPlace(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [40, 30];
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    pen.fillStyle = "#0f5c63";
    pen.fillRect(4, 4, 20, 20);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const jpeg = Buffer.from(drawn, "base64");
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, exif()),
    segment(0xfe, Buffer.from(hiddenWord)),
    jpeg.subarray(2),
  ]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Exif 2.3: one directory that points to a GPS directory, with the map's name for the place. */
function exif(): Buffer {
  const word = Buffer.from(`${hiddenWord}\0`);
  const tiff = Buffer.alloc(26 + 18);
  tiff.write("II", 0, "latin1");
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  entry(tiff, 10, { tag: 0x8825, type: 4, count: 1, value: 26 });
  tiff.writeUInt16LE(1, 26);
  entry(tiff, 28, { tag: 0x001c, type: 7, count: word.length, value: 44 });
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, word, Buffer.from("GPS")]);
}

function entry(
  into: Buffer,
  at: number,
  { tag, type, count, value }: Record<"tag" | "type" | "count" | "value", number>,
) {
  into.writeUInt16LE(tag, at);
  into.writeUInt16LE(type, at + 2);
  into.writeUInt32LE(count, at + 4);
  into.writeUInt32LE(value, at + 8);
}
