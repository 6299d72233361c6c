import type { ComponentChildren } from "preact";

interface Props {
  readonly title: string;
  /** Stands on every page: a reference or a number, and the day. */
  readonly head: readonly ComponentChildren[];
  /** Said at the end: where to keep it, how to destroy it. */
  readonly foot: string;
  /** False where several are printed at once: pages are counted over all of them then. */
  readonly counted?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A4 in black and white, on the screen as it will be printed. The head is that of a table, since browsers repeat it on each page; the
 * numbers of the pages come from the style sheet.
 */
export function Paper({ title, head, foot, counted = true, children }: Props) {
  return (
    <article class={counted ? "paper paper--counted" : "paper"} aria-label={title}>
      <table role="presentation">
        <thead>
          <tr>
            <td>
              <div class="paper-head">
                {head.map((one, n) => (
                  <span key={String(n)}>{one}</span>
                ))}
              </div>
            </td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <h2 class="paper-title">{title}</h2>
              {children}
              <p class="paper-foot">{foot}</p>
            </td>
          </tr>
        </tbody>
      </table>
    </article>
  );
}

/** An empty box before words, to tick by hand. */
export function Box({ children }: { readonly children: ComponentChildren }) {
  return (
    <li class="paper-tick">
      <span class="paper-box" aria-hidden="true" /> {children}
    </li>
  );
}

export function Boxes({ children }: { readonly children: ComponentChildren }) {
  return <ul class="paper-ticks">{children}</ul>;
}

/** Words and room to write behind or below them. @param lines how many, ruled */
export function Line({ label, lines = 1 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div class="paper-write">
      <span>{label}</span>
      {Array.from({ length: lines }, (_, n) => (
        <span key={String(n)} class="paper-rule" aria-hidden="true" />
      ))}
    </div>
  );
}
