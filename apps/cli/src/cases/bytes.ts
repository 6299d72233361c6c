import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";

const LINE_FEED = 10;

/** An opened file, or standard input, read once from its beginning. */
export interface Bytes {
  /** Its size when it was opened, in bytes; null where nobody can know, such as for a pipe. */
  readonly size: number | null;
  /** How many bytes were handed out until now. */
  readonly read: number;
  /** The next bytes come when they are asked for: what reads slowly is not flooded. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Whether the file has grown since it was opened, beyond what was read. */
  grown(): Promise<boolean>;
  /** Stops reading: `chunks` ends. */
  stop(): void;
  close(): void;
}

export type Opened =
  | { readonly ok: true; readonly bytes: Bytes }
  | { readonly ok: false; readonly code: "missing" | "folder" | "unreadable" };

/** Opens a file; `-` is standard input. */
export async function openBytes(file: string): Promise<Opened> {
  try {
    if (file === "-") return { ok: true, bytes: new Reading(process.stdin, null, file) };
    const handle = await open(file);
    const found = await handle.stat();
    if (found.isDirectory()) {
      await handle.close();
      return { ok: false, code: "folder" };
    }
    const size = found.isFile() && found.size > 0 ? found.size : null;
    return { ok: true, bytes: new Reading(handle.createReadStream(), size, file) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return { ok: false, code: "missing" };
    return { ok: false, code: code === "EISDIR" ? "folder" : "unreadable" };
  }
}

class Reading implements Bytes {
  read = 0;
  readonly size: number | null;
  readonly chunks: AsyncIterable<Buffer>;
  private readonly stream: Readable;
  private readonly file: string;
  private stopped = false;

  constructor(stream: Readable, size: number | null, file: string) {
    this.stream = stream;
    this.size = size;
    this.file = file;
    this.chunks = this.take();
  }

  /**
   * A file may grow while it is read, perhaps for ever: what it held when it was opened is read, and the line that had
   * begun then up to its end, since half a row must not be judged.
   */
  private async *take(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of this.stream as AsyncIterable<Buffer>) {
        const enough = this.size === null ? Number.POSITIVE_INFINITY : this.size - 1 - this.read;
        const end = enough < chunk.length ? chunk.indexOf(LINE_FEED, Math.max(0, enough)) : -1;
        const taken = end === -1 ? chunk : chunk.subarray(0, end + 1);
        this.read += taken.length;
        yield taken;
        if (end !== -1 || this.stopped) return;
      }
    } catch (error) {
      // Stopping destroys the stream, which it reports as an error of its own.
      if (!this.stopped) throw error;
    }
  }

  async grown(): Promise<boolean> {
    if (this.size === null) return false;
    const found = await stat(this.file).catch(() => null);
    return found !== null && found.size > this.read;
  }

  stop(): void {
    this.stopped = true;
    this.stream.destroy();
  }

  close(): void {
    this.stream.destroy();
  }
}
