import { closeSync, fstatSync, openSync, writeSync } from "node:fs";

/** Where answers go. What is written waits until `relieve`, which is called once for many rows. */
export interface Sink {
  write(text: string): void;
  /** Hands on what waits, and waits until the other side has room again. Throws a `CannotWrite`. */
  relieve(): Promise<void>;
  /** Hands on the rest, at once, also while the process ends. Throws a `CannotWrite`. */
  close(): void;
}

/** A file or a stream that takes nothing more, such as on a full disk. */
export class CannotWrite extends Error {
  readonly file: string;
  readonly code: string;

  constructor(file: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.file = file;
    this.code = (cause as NodeJS.ErrnoException).code ?? "";
  }
}

const ENOUGH = 64 * 1024;

/** A new file, which only its owner may read since it speaks of people; one that is there is written over. */
export function openFile(file: string): Sink {
  try {
    return new FileSink(file, openSync(file, "w", 0o600));
  } catch (error) {
    throw new CannotWrite(file, error);
  }
}

/** Standard output: a file where it was led into one, so that a full disk is noticed; else a stream that can be slow. */
export function openOutput(): Sink {
  return fstatSync(1).isFile() ? new FileSink("stdout", 1) : new StreamSink(process.stdout);
}

class FileSink implements Sink {
  private readonly file: string;
  private readonly descriptor: number;
  private waiting = "";
  private closed = false;

  constructor(file: string, descriptor: number) {
    this.file = file;
    this.descriptor = descriptor;
  }

  write(text: string): void {
    this.waiting += text;
    if (this.waiting.length > ENOUGH) this.flush();
  }

  async relieve(): Promise<void> {}

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.flush();
    try {
      if (this.descriptor > 2) closeSync(this.descriptor);
    } catch (error) {
      throw new CannotWrite(this.file, error);
    }
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting);
    this.waiting = "";
    try {
      // A disk that is nearly full takes a part.
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
    } catch (error) {
      throw new CannotWrite(this.file, error);
    }
  }
}

class StreamSink implements Sink {
  private readonly stream: NodeJS.WriteStream;
  private waiting = "";

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
  }

  write(text: string): void {
    this.waiting += text;
  }

  async relieve(): Promise<void> {
    const text = this.waiting;
    if (text === "") return;
    this.waiting = "";
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(new CannotWrite("stdout", error)) : resolve());
      try {
        this.stream.write(text, done);
      } catch (error) {
        done(error as Error);
      }
    });
  }

  /** A stream takes nothing at once: `relieve` comes before. */
  close(): void {}
}
