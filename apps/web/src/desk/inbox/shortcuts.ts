import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** A setting of this browser, and nothing of a case: whether single letters do something (WCAG 2.1.4). */
const place = "desk-single-keys";
export const singleKeys = signal(localStorage.getItem(place) !== "off");

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  if (on) localStorage.removeItem(place);
  else localStorage.setItem(place, "off");
}

export interface Does {
  /** Ids of the field that finds a reference. */
  readonly find: string;
  readonly pick: (link: HTMLElement) => void;
  readonly help: () => void;
}

const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-case-link]")];

/** Moves the focus from row to row; from anywhere else to the first. The browser opens what has the focus by itself. */
function move(by: 1 | -1): void {
  const all = links();
  const at = all.findIndex(
    (link) => link === document.activeElement || link.parentElement?.contains(document.activeElement),
  );
  const next = at < 0 ? all[0] : all[Math.max(0, Math.min(all.length - 1, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));

/** Keys for the list: arrows within it always, letters from anywhere on the page where they are switched on. */
export function useShortcuts(does: Does): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (act(event, does)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** @returns whether the key did something */
function act({ key, target }: KeyboardEvent, { find, pick, help }: Does): boolean {
  const inList = target instanceof HTMLElement && target.closest("[data-case-list]") !== null;
  if (key === "ArrowDown" && (inList || (target as HTMLElement).id === find)) return done(() => move(1));
  if (key === "ArrowUp" && inList) return done(() => move(-1));
  if (!singleKeys.peek() || typing(target)) return false;
  if (key === "j") return done(() => move(1));
  if (key === "k") return done(() => move(-1));
  if (key === "/") return done(() => document.getElementById(find)?.focus());
  if (key === "?") return done(help);
  const link = document.activeElement?.closest<HTMLElement>("li")?.querySelector<HTMLElement>("[data-case-link]");
  return key === "x" && link ? done(() => pick(link)) : false;
}

function done(work: () => void): true {
  work();
  return true;
}
