import type { Signal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { t } from "../words.ts";
import { drawStrokes, type Point, type Stroke } from "./strokes.ts";

interface Props {
  readonly strokes: Signal<readonly Stroke[]>;
  /** A mark or the witness, typed: the way without a pointer. */
  readonly line: Signal<string>;
  readonly error: string | undefined;
}

/** A place to sign with a finger, a pen or the mouse; what is signed is a list of lines until it is drawn for keeping. */
export function Pad({ strokes, line, error }: Props) {
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const draw = () => {
    const place = canvas.current;
    const pen = place?.getContext("2d");
    if (place == null || pen == null) return;
    const { width, height } = place;
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, width, height);
    drawStrokes(pen, strokes.value, { x: 0, y: 0, width, height });
  };
  useLayoutEffect(draw, [strokes.value]);
  const point = (event: PointerEvent): Point => {
    const box = (canvas.current as HTMLCanvasElement).getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const add = (event: PointerEvent) => {
    const last = strokes.value.at(-1) ?? [];
    strokes.value = [...strokes.value.slice(0, -1), [...last, point(event)]];
  };
  return (
    <div class={error === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
      <p class="govuk-label" id={`${id}-label`}>
        {t("care.consent.pad")}
      </p>
      <p class="govuk-hint" id={`${id}-hint`}>
        {t("care.consent.pad.hint")}
      </p>
      {error === undefined ? null : (
        <p class="govuk-error-message" role="alert">
          {error}
        </p>
      )}
      <canvas
        ref={canvas}
        class="desk-pad"
        width={600}
        height={200}
        role="img"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          strokes.value = [...strokes.value, [point(event)]];
        }}
        onPointerMove={(event) => {
          if (drawing.current) add(event);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
        onPointerCancel={() => {
          drawing.current = false;
        }}
      />
      <p>
        <button
          type="button"
          class="desk-link"
          disabled={strokes.value.length === 0}
          onClick={() => {
            strokes.value = [];
          }}
        >
          {t("care.consent.pad.clear")}
        </button>
      </p>
      <TextField
        id={`${id}-line`}
        label={t("care.consent.pad.line")}
        hint={t("care.consent.pad.line.hint")}
        value={line}
        width="full"
      />
    </div>
  );
}
