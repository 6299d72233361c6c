import type { InboxLine } from "@threshold/contract";
import { unwantCard, wantCard } from "./cards.ts";

/** Rows this far outside of the window count as in sight: their cards are open by the time they are. */
const near = "400px 0px";
const lines = new WeakMap<Element, InboxLine>();
let watching: IntersectionObserver | null = null;

function observer(): IntersectionObserver {
  watching ??= new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const line = lines.get(target);
        if (line === undefined) continue;
        if (isIntersecting) wantCard(line);
        else unwantCard(line);
      }
    },
    { rootMargin: near },
  );
  return watching;
}

/** Opens the line's card once its row is in sight. @returns stops watching */
export function watch(row: Element, line: InboxLine): () => void {
  lines.set(row, line);
  observer().observe(row);
  return () => observer().unobserve(row);
}
