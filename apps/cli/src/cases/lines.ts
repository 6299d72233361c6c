import { isUtf8 } from "node:buffer";
import { StringDecoder } from "node:string_decoder";

/** The longest row that is read, in bytes: a case that names every sign of the list takes a hundredth of it. */
export const LONGEST = 1024 * 1024;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const MARK = Buffer.from("\ufeff");

export type Line =
  | {
      readonly kind: "line";
      /** From 1. */
      readonly line: number;
      /** Without the line feed; a carriage return before it stays. */
      readonly text: string;
      /** False where it is not UTF-8: the text then has one character for each byte (Latin-1), so that none is lost. */
      readonly utf8: boolean;
    }
  | {
      /** A piece of a line that is longer than `LONGEST`, handed on without being held. */
      readonly kind: "piece";
      readonly line: number;
      readonly text: string;
      readonly first: boolean;
      readonly last: boolean;
    };

/** Cuts bytes into lines in constant memory. A byte-order mark at the beginning is left out. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly Line[]> {
  let cutter: Cutter | undefined;
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    // A pipe may hand out the byte-order mark in pieces.
    head = cutter === undefined ? join(head, chunk) : chunk;
    if (cutter === undefined && head.length < MARK.length) continue;
    cutter ??= new Cutter(head);
    yield cutter.take(head);
  }
  if (cutter === undefined) {
    cutter = new Cutter(head);
    yield cutter.take(head);
  }
  yield cutter.end();
}

class Cutter {
  private readonly feed: number;
  private rest: Buffer = Buffer.alloc(0);
  private line = 1;
  /** Set inside of a line that is too long. */
  private long: StringDecoder | null = null;
  private fresh = true;

  constructor(first: Buffer) {
    // Files of old Macs end their lines with a carriage return alone.
    const old = !first.includes(LINE_FEED) && first.subarray(0, -1).includes(CARRIAGE_RETURN);
    this.feed = old ? CARRIAGE_RETURN : LINE_FEED;
  }

  take(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    if (this.fresh) {
      this.fresh = false;
      if (chunk.subarray(0, MARK.length).equals(MARK)) from = MARK.length;
    }
    if (this.long !== null) {
      const end = chunk.indexOf(this.feed);
      if (end === -1) {
        lines.push(this.piece(this.long.write(chunk), false, false));
        return lines;
      }
      lines.push(this.piece(this.long.end(chunk.subarray(0, end)), false, true));
      this.long = null;
      this.line++;
      from = end + 1;
    }
    const last = chunk.lastIndexOf(this.feed);
    if (last < from) {
      this.rest = join(this.rest, chunk.subarray(from));
    } else {
      this.cut(join(this.rest, chunk.subarray(from, last)), lines);
      this.rest = chunk.subarray(last + 1);
    }
    if (this.rest.length > LONGEST) {
      this.long = new StringDecoder("utf8");
      lines.push(this.piece(this.long.write(this.rest), true, false));
      this.rest = Buffer.alloc(0);
    }
    return lines;
  }

  end(): Line[] {
    if (this.long !== null) return [this.piece(this.long.end(), false, true)];
    const lines: Line[] = [];
    if (this.rest.length > 0) this.cut(this.rest, lines);
    return lines;
  }

  /** Adds the lines of whole ones that lie side by side. Decoded in one go where all is well, which is much quicker. */
  private cut(block: Buffer, lines: Line[]): void {
    const feed = this.feed === LINE_FEED ? "\n" : "\r";
    if (isUtf8(block)) {
      for (const text of block.toString("utf8").split(feed)) this.add(text, true, block.length, lines);
      return;
    }
    for (const one of block.toString("latin1").split(feed)) {
      const bytes = Buffer.from(one, "latin1");
      const utf8 = isUtf8(bytes);
      this.add(utf8 ? bytes.toString("utf8") : one, utf8, bytes.length, lines);
    }
  }

  /** `most` is at least the line's size in bytes: only where that is too long has it to be counted. */
  private add(text: string, utf8: boolean, most: number, lines: Line[]): void {
    const long = most > LONGEST && Buffer.byteLength(text) > LONGEST;
    lines.push(long ? this.piece(text, true, true) : { kind: "line", line: this.line, text, utf8 });
    this.line++;
  }

  private piece(text: string, first: boolean, last: boolean): Line {
    return { kind: "piece", line: this.line, text, first, last };
  }
}

function join(a: Buffer, b: Buffer): Buffer {
  return a.length === 0 ? b : Buffer.concat([a, b]);
}
