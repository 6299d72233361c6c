// What the command is held against, in a process of its own: `count` reads the file and counts its lines, `parse` also
// makes each line into a value, `csv` reads it with the CSV parser that the command uses.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const [peer, file] = process.argv.slice(2);
let rows = 0;
if (peer === "count") {
  for await (const chunk of createReadStream(file)) for (const byte of chunk) if (byte === 10) rows += 1;
} else if (peer === "parse") {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (typeof JSON.parse(line) === "object") rows += 1;
  }
} else {
  const { default: Papa } = await import("papaparse");
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { header: true });
  for await (const row of createReadStream(file).pipe(parser)) if (typeof row === "object") rows += 1;
}
console.log(rows);
