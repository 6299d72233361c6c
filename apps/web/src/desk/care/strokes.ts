/** A point on the pad, in parts of its width and height, 0 to 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** One line without lifting the pen. */
export type Stroke = readonly Point[];

/** Draws what was signed into a box, with a line that can be seen on paper. A tap alone is a dot. */
export function drawStrokes(
  pen: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  pen.lineWidth = Math.max(2, box.width / 200);
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#000000";
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(({ x, y }) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
    if (first === undefined) continue;
    pen.beginPath();
    pen.moveTo(first.x, first.y);
    for (const { x, y } of rest.length === 0 ? [first] : rest) pen.lineTo(x, y);
    pen.stroke();
  }
}
