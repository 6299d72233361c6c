import type { Client } from "./client.ts";

/** An open event stream, as a page follows it. */
export interface Stream {
  readonly status: number;
  readonly headers: Headers;
  /** Cases that were named so far, in order, and when by this computer's clock (milliseconds). */
  readonly heard: { readonly id: string; readonly at: number }[];
  /** Waits until as many were heard. @throws after a while */
  until(many: number): Promise<void>;
  /** True once the server ended it. */
  readonly ended: () => boolean;
  untilEnded(): Promise<void>;
  close(): void;
}

export async function follow(client: Client, path = "/live"): Promise<Stream> {
  const stop = new AbortController();
  const response = await fetch(`${client.address}/api${path}`, {
    headers: { ...client.headers, accept: "text/event-stream" },
    signal: stop.signal,
  });
  const heard: { id: string; at: number }[] = [];
  let over = false;
  const read = async () => {
    let text = "";
    for await (const bytes of response.body ?? []) {
      text += Buffer.from(bytes).toString("utf8");
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, data] = /^event: changed\ndata: (.+)$/.exec(block) ?? [];
        if (data !== undefined) heard.push({ id: JSON.parse(data).case, at: performance.now() });
      }
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      over = true;
    });
  const until = async (what: string, met: () => boolean) => {
    const began = Date.now();
    while (!met()) {
      if (Date.now() - began > 8_000) throw new Error(`the stream did not: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    heard,
    until: (many) => until(`tell ${many}`, () => heard.length >= many),
    ended: () => over,
    untilEnded: () => until("end", () => over),
    close: () => stop.abort(),
  };
}
