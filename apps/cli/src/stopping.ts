const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whether somebody asked this run to stop, and the exit code that says so. */
export interface Stopping {
  readonly code: number | null;
  /** Gives the signals back their usual meaning. */
  ignore(): void;
}

/** Listens for Ctrl-C and SIGTERM: `act` is called once at the first; a second one ends the process at once. */
export function onStop(act: () => void): Stopping {
  let code: number | null = null;
  const listeners = Object.entries(SIGNALS).map(([name, exit]) => {
    const listener = () => {
      code ??= exit;
      ignore();
      act();
    };
    process.on(name, listener);
    return { name, listener };
  });
  const ignore = () => {
    for (const { name, listener } of listeners) process.removeListener(name, listener);
  };
  return {
    get code() {
      return code;
    },
    ignore,
  };
}
