import { connect, type Source } from "./connect.ts";

/** One connection that hears what transactions of any process tell, once they are committed. */
export interface Listening {
  /** Stops hearing, and lets the connection go. */
  stop(): Promise<void>;
}

export interface Ears {
  /** What was told, as it was told. */
  readonly heard: (payload: string) => void;
  /** `true` once it is proven that everything told from now on is heard; `false` when that ends. */
  readonly turned: (hears: boolean) => void;
}

/** How often the line is tried; also how long a broken one can go unnoticed where no packet says so. */
const beatEvery = 15_000;
const patience = 5_000;
const pauses = { first: 100, longest: 5_000 } as const;

/**
 * Hears a channel of PostgreSQL for as long as the process lives: a connection of its own, made again when the database was away.
 * It tells itself a mark and waits until that comes back, since a pooler in between can take a LISTEN and never pass anything on.
 * @param channel a plain name: nothing in it is quoted
 */
export function listen(source: Source, channel: string, { heard, turned }: Ears): Listening {
  const mark = `mark ${crypto.randomUUID()}`;
  const { sleep, wake } = sleeper();
  let stopped = false;
  const hearOnce = async (): Promise<void> => {
    const client = await connect(source, "app");
    let over = false;
    let marked = false;
    const end = () => {
      over = true;
      wake();
    };
    client.on("end", end);
    client.on("error", end);
    client.on("notification", ({ payload = "" }) => {
      if (payload !== mark) return heard(payload);
      marked = true;
      wake();
    });
    const works = async (): Promise<boolean> => {
      marked = false;
      client.query("select pg_notify($1, $2)", [channel, mark]).catch(end);
      if (!stopped) await sleep(patience);
      return marked && !over && !stopped;
    };
    try {
      client.query(`listen ${channel}`).catch(end);
      while (await works()) {
        turned(true);
        await sleep(beatEvery);
      }
    } finally {
      turned(false);
      // A line that is broken without a word would take minutes to end politely.
      await Promise.race([client.end().catch(() => undefined), sleep(1_000)]);
    }
  };
  const running = (async () => {
    let pause: number = pauses.first;
    while (!stopped) {
      const began = Date.now();
      await hearOnce().catch(() => undefined);
      pause = Date.now() - began > beatEvery ? pauses.first : Math.min(pause * 2, pauses.longest);
      if (!stopped) await sleep(pause);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}

/** Waits that can be cut short; none of them keeps the process alive. */
function sleeper() {
  const asleep = new Set<() => void>();
  return {
    sleep: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          asleep.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        timer.unref();
        asleep.add(done);
      }),
    wake: () => {
      for (const done of [...asleep]) done();
    },
  };
}
