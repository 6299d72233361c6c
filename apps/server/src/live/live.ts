import type { Database, Source } from "../database/connect.ts";
import { listen } from "../database/listen.ts";
import type { Clock } from "../database/scope.ts";
import { openSessions } from "../sign-in/session.store.ts";
import { channel } from "./live.store.ts";
import { concerns, type News } from "./news.ts";
import { readTold } from "./told.ts";

/** An open stream: whose it is, and how something is put on it. */
export interface Watcher {
  readonly member: string;
  readonly sessionId: string;
  /** SHA-256 of the session's token. */
  readonly session: Buffer;
  readonly desks: readonly string[];
  readonly roles: readonly string[];
  /** Something changed in this case. */
  readonly changed: (id: string) => void;
  /** Nothing happened, and the line stands. */
  readonly stillHere: () => void;
  readonly end: () => void;
}

/** The open streams of this process, and the one connection they all hear by. */
export interface Live {
  /** False while nothing would be heard: then no stream begins, and those that were open have ended. */
  hears(): boolean;
  /** @returns stops watching; null where this member has as many streams as she may */
  watch(watcher: Watcher): (() => void) | null;
  /** Ends every stream, as before the process stops. */
  endAll(): void;
  stop(): Promise<void>;
}

/** A browser opens one for each tab; more are a fault, or somebody who wants to wear the server out. */
export const mostStreams = 4;
const lookEvery = 15_000;

/**
 * An open stream is a promise that nothing is missed: it ends when the database's line breaks, when its session ends, however that
 * happened, and when the process stops. Whoever opens one looks first at what is there.
 */
export function openLive({ source, db, clock }: { source: Source; db: Database; clock: Clock }): Live {
  const open = new Map<Watcher, Pick<Watcher, "desks" | "roles">>();
  let hears = false;
  const end = (watcher: Watcher) => {
    if (open.delete(watcher)) watcher.end();
  };
  const endAll = () => {
    for (const watcher of [...open.keys()]) end(watcher);
  };
  const tell = (news: News) => {
    for (const [watcher, { desks, roles }] of open) if (concerns(news, desks, roles)) watcher.changed(news.case);
  };
  /** Looks which sessions still stand, and what their members may see now. */
  const look = async (which: (watcher: Watcher) => boolean) => {
    const asked = [...open.keys()].filter(which);
    if (asked.length === 0) return;
    const standing = await openSessions(
      db,
      clock,
      asked.map((watcher) => watcher.session),
    ).catch(() => null);
    // The database is away: the line says so as well, and ends the streams.
    if (standing === null) return;
    for (const watcher of asked) {
      const now = standing.get(watcher.sessionId);
      if (now === undefined) end(watcher);
      else if (open.has(watcher)) open.set(watcher, now);
    }
  };
  const listening = listen(source, channel, {
    heard: (payload) => {
      const told = readTold(payload);
      if (told === null) return;
      if ("news" in told) return tell(told.news);
      if ("member" in told) return void look((watcher) => watcher.member === told.member);
      for (const watcher of [...open.keys()]) if (watcher.sessionId === told.session) end(watcher);
    },
    turned: (on) => {
      hears = on;
      if (!on) endAll();
    },
  });
  const timer = setInterval(() => {
    for (const watcher of open.keys()) watcher.stillHere();
    void look(() => true);
  }, lookEvery);
  timer.unref();
  return {
    hears: () => hears,
    watch: (watcher) => {
      const own = [...open.keys()].filter(({ member }) => member === watcher.member).length;
      if (own >= mostStreams) return null;
      open.set(watcher, watcher);
      return () => void open.delete(watcher);
    },
    endAll,
    stop: async () => {
      clearInterval(timer);
      endAll();
      await listening.stop();
    },
  };
}
