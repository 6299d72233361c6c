/** How long nobody may touch the desk before it locks. */
export const idleAfter = 15 * 60_000;

const signs = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

/**
 * Calls `lock` once the desk was not used for fifteen minutes. Compares times instead of trusting one long timer, since a
 * computer that sleeps stops its timers.
 * @returns stops watching
 */
export function onIdle(lock: () => void): () => void {
  let last = Date.now();
  const used = () => {
    if (Date.now() - last < idleAfter) last = Date.now();
    else lock();
  };
  const look = () => {
    if (Date.now() - last >= idleAfter) lock();
  };
  const timer = setInterval(look, 10_000);
  for (const sign of signs) addEventListener(sign, used, { passive: true, capture: true });
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    for (const sign of signs) removeEventListener(sign, used, { capture: true });
    document.removeEventListener("visibilitychange", look);
  };
}
