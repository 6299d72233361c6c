import type { PackedFile } from "@threshold/sealing/content";
import type { ConsentWords } from "./consent-words.tsx";
import { drawStrokes, type Stroke } from "./strokes.ts";

/** What stands on the page that was signed, in the words of the reader and of the person. */
export interface SignedPage {
  readonly heading: string;
  readonly words: ConsentWords;
  /** Version and language, reference and day. */
  readonly notes: readonly string[];
  /** Above the line that is signed. */
  readonly signed: string;
  readonly strokes: readonly Stroke[];
  /** A mark or the witness, typed; empty where there is none. */
  readonly line: string;
}

/** Fits the frame it is shown in, and a sheet of A4. */
const width = 900;
const edge = 45;
const pad = { width: 540, height: 180 };
const sizes = { heading: 30, text: 22, note: 18 } as const;

/**
 * Draws the page on this device, the words that were read out above what was signed, as a PNG. Nothing of it was ever anywhere else.
 * @throws where the browser draws none
 */
export async function signedPage(page: SignedPage): Promise<PackedFile> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  // Twice: once to learn how long it is.
  canvas.height = lay(penOf(canvas), page, false);
  const pen = penOf(canvas);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000000";
  lay(pen, page, true);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  canvas.width = 0;
  if (blob === null) throw new Error("this browser draws no picture");
  return { name: "signed.png", bytes: new Uint8Array(await blob.arrayBuffer()) };
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws no picture");
  return pen;
}

/** @returns height of the whole */
function lay(pen: CanvasRenderingContext2D, page: SignedPage, draws: boolean): number {
  let y = edge;
  const write = (text: string, size: number, direction: "ltr" | "rtl", weight = "") => {
    pen.font = `${weight} ${size}px system-ui, sans-serif`;
    pen.direction = direction;
    pen.textAlign = "start";
    pen.textBaseline = "top";
    for (const line of linesOf(pen, text)) {
      if (draws) pen.fillText(line, direction === "rtl" ? width - edge : edge, y);
      y += Math.round(size * 1.4);
    }
    y += Math.round(size * 0.5);
  };
  const around = document.documentElement.dir === "rtl" ? "rtl" : "ltr";
  write(page.heading, sizes.heading, around, "bold");
  for (const text of page.words.texts) write(text, sizes.text, page.words.direction);
  for (const note of page.notes) write(note, sizes.note, around);
  y += edge / 2;
  write(page.signed, sizes.note, around);
  const box = { x: around === "rtl" ? width - edge - pad.width : edge, y, ...pad };
  if (page.strokes.length > 0) {
    if (draws) drawStrokes(pen, page.strokes, box);
    y += pad.height;
  }
  if (draws) pen.fillRect(box.x, y, pad.width, 2);
  y += edge / 2;
  if (page.line !== "") write(page.line, sizes.text, around);
  return y + edge;
}

/** Words in lines that fit. */
function linesOf(pen: CanvasRenderingContext2D, text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && pen.measureText(longer).width > width - 2 * edge) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
