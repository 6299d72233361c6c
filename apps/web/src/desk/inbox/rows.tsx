import { useSignal } from "@preact/signals";
import type { InboxLine } from "@threshold/contract";
import { Component } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../words.ts";
import { left } from "./chosen.ts";
import { isOpen, Row, type RowFacts } from "./row.tsx";

/** Rows that are drawn anew together: what changes in one draws as many. */
const chunk = 50;
/** Drawn at once; the rest in slices of as many, while nothing else is to be done. */
const slice = 100;

interface Props extends RowFacts {
  readonly lines: readonly InboxLine[];
}

/**
 * The list: every case as a link in one list, so that the browser's own find, a screen reader and the keyboard get to all of them. The first ones
 * stand there at once; the others follow by themselves, and the browser leaves out painting what is out of sight (`content-visibility`).
 */
export function Rows({ lines, ...facts }: Props) {
  const back = lines.findIndex((line) => line.case === left.peek());
  const count = useSignal(Math.max(slice, back + chunk));
  const full = count.value >= lines.length;
  useEffect(() => {
    if (full) return;
    let current = true;
    const more = () => {
      if (current) count.value += slice;
    };
    if (typeof requestIdleCallback === "function") requestIdleCallback(more, { timeout: 300 });
    else setTimeout(more, 50);
    return () => {
      current = false;
    };
  }, [full, count.value]);
  // Whoever comes back from a case goes on where she was.
  useEffect(() => {
    if (back < 0) return;
    const link = document.querySelector<HTMLElement>(`[data-case-link="${left.peek()}"]`);
    left.value = null;
    link?.focus();
    link?.scrollIntoView({ block: "center" });
  }, []);
  const drawn = lines.slice(0, count.value);
  const chunks = Array.from({ length: Math.ceil(drawn.length / chunk) }, (_, n) =>
    drawn.slice(n * chunk, (n + 1) * chunk),
  );
  return (
    <ul
      class={lines.length > slice ? "desk-rows desk-rows--many" : "desk-rows"}
      aria-label={t("desk.list.cases")}
      data-case-list
    >
      {chunks.map((some, n) => (
        <Chunk key={n} lines={some} {...facts} />
      ))}
    </ul>
  );
}

/** What all rows hang on but the minute, which only what waits shows. */
const others = ["hour", "today", "ownerWords", "picking"] as const;

/** Draws anew only where one of its lines, or what all of them hang on, has changed. */
class Chunk extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    const { lines, now } = this.props;
    return (
      lines.length !== next.lines.length ||
      lines.some((line, n) => line !== next.lines[n]) ||
      (now !== next.now && lines.some(isOpen)) ||
      others.some((fact) => this.props[fact] !== next[fact])
    );
  }
  override render({ lines, ...facts }: Readonly<Props>) {
    return (
      <>
        {lines.map((line) => (
          <Row key={line.entry} line={line} {...facts} />
        ))}
      </>
    );
  }
}
