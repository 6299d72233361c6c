import { PassThrough } from "node:stream";
import type { LiveEvent } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import type { Watcher } from "./live.ts";

/** Who does not ask for a stream would wait for its end in vain. */
const AsksForStream = Type.Object({ accept: Type.String({ pattern: "text/event-stream" }) });
/** Bytes that wait for a reader who does not read; then the stream ends, and she may come again. */
const mostWaiting = 65_536;

/**
 * `GET /api/live`: server-sent events for a signed-in member. Each says that something changed in a case that one of her desks may
 * see, by its id, and nothing else. A stream that is open misses nothing; it ends where that cannot be promised.
 */
export function liveRoutes(app: App, house: House): void {
  app.addHook("preClose", async () => house.live?.endAll());
  app.get(
    "/live",
    { config: { access: "member" }, exposeHeadRoute: false, schema: { headers: AsksForStream } },
    (request, reply) => {
      if (house.live?.hears() !== true) return refuse(reply, "unavailable");
      const { id, session, sessionId, desks, roles } = memberOf(request);
      const stream = new PassThrough();
      const put = (text: string) => {
        if (stream.writableLength > mostWaiting) watcher.end();
        else if (!stream.writableEnded) stream.write(text);
      };
      const watcher: Watcher = {
        ...{ member: id, session, sessionId, desks, roles },
        changed: (changed) => put(`event: changed\ndata: ${JSON.stringify({ case: changed } satisfies LiveEvent)}\n\n`),
        stillHere: () => put(": here\n\n"),
        end: () => void stream.end(),
      };
      const leave = house.live.watch(watcher);
      if (leave === null) return refuse(reply.header("retry-after", "60"), "too-many");
      reply.raw.once("close", leave);
      watcher.stillHere();
      return (
        reply
          .type("text/event-stream")
          .header("cache-control", "no-store, no-transform")
          // Asks proxies to pass on each event as it comes.
          .header("x-accel-buffering", "no")
          .send(stream)
      );
    },
  );
}
