/**
 * Where the focus goes when what had it is taken away or moved: back to it where it is still on the page, else to the nearest
 * part around it that is and can take focus.
 * @param path what had the focus, then what it was in, from the inside out
 */
export function heir<E extends { readonly isConnected: boolean; hasAttribute(name: string): boolean }>(
  path: readonly E[],
): E | null {
  const [last, ...around] = path;
  if (last?.isConnected) return last;
  return around.find((element) => element.isConnected && element.hasAttribute("tabindex")) ?? null;
}

/**
 * Lists here are drawn again while somebody works in them: a row that moves, a form that gives way to what it did. The browser
 * then drops the focus, and a keyboard would start at the top again. This gives it back at once. A person who presses beside
 * everything has let go on purpose, and is left alone.
 * @returns stops watching
 */
export function keepFocus(root: HTMLElement): () => void {
  let path: HTMLElement[] = [];
  const took = (event: FocusEvent) => {
    path = [];
    for (let at = event.target; at instanceof HTMLElement && root.contains(at); at = at.parentElement) path.push(at);
  };
  const letGo = () => {
    path = [];
  };
  const watcher = new MutationObserver(() => {
    if (path.length === 0 || document.activeElement !== document.body) return;
    heir(path)?.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", took);
  document.addEventListener("pointerdown", letGo, { capture: true, passive: true });
  // A button that was switched off while it worked gets the focus back when it is switched on.
  watcher.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return () => {
    watcher.disconnect();
    document.removeEventListener("focusin", took);
    document.removeEventListener("pointerdown", letGo, { capture: true });
  };
}
