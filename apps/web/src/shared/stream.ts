/** How following a stream came to its end: `not-signed-in`, `refused` where it never began, `over` where it did. */
export type Followed = "not-signed-in" | "refused" | "over";

interface Follow {
  readonly signal: AbortSignal;
  /** It has begun. */
  readonly begun: () => void;
  /** The data of an event. */
  readonly heard: (data: string) => void;
  /** Milliseconds without a sign of life after which it counts as over. */
  readonly patience: number;
}

/** Follows server-sent events by `fetch`, which tells why a stream does not begin, as `EventSource` does not. */
export async function followStream(path: string, { signal, begun, heard, patience }: Follow): Promise<Followed> {
  const silent = new AbortController();
  let timer = setTimeout(() => silent.abort(), patience);
  const lives = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(), patience);
  };
  let began = false;
  try {
    const response = await fetch(`/api${path}`, {
      headers: { accept: "text/event-stream" },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.any([signal, silent.signal]),
    });
    if (response.status === 401) return "not-signed-in";
    if (!response.ok || response.body === null) return "refused";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      lives();
      if (!began) begun();
      began = true;
      const blocks = (text + next.value).split("\n\n");
      text = blocks.pop() ?? "";
      for (const data of blocks.flatMap(dataOf)) heard(data);
    }
  } catch {
    // The line broke, or it was silent for too long, or it is not wanted any more.
  } finally {
    clearTimeout(timer);
  }
  return began ? "over" : "refused";
}

const dataOf = (block: string): string[] =>
  block.split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice(6)] : []));
