import type { House } from "../house.ts";
import { type Log, traceOf } from "../http/log.ts";
import { signNetwork } from "./network.ts";

const hour = 3_600_000;

/** Where the root is on this machine: looks each hour whether its statement is a day old, and signs the next one. */
export function keepSigning(house: House, log: Log, every = hour): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = signNetwork(house)
      .then((signed) => signed && log({ event: "network-signed" }))
      .catch((error: Error) => log({ event: "signing-failed", ...traceOf(error) }));
  }, every);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
