import { readdir, readFile } from "node:fs/promises";
import type { Site } from "@threshold/server";
import { introduce } from "./introduce.ts";
import { readOptions } from "./options.ts";
import { reasonOf } from "./reason.ts";
import { openWords, type Words } from "./words.ts";

const compiled = new URL("../../../knowledge/dist/", import.meta.url);

/** Runs the server until it is told to stop. Exit code 0 after a stop, 1 where it cannot start, 2 for wrong options. */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const options = read(words, args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(words.say("command.start-usage"));
    return 0;
  }
  const { host, port, data, demo, country } = options;
  const wrong = await misfit(words, country);
  if (wrong !== null) {
    console.error(wrong);
    return 2;
  }
  console.log(words.say("command.starting"));
  let site: Site;
  try {
    // Its parts take a second or two to load: help and wrong options need none of them.
    const { startSite } = await import("@threshold/server");
    site = await startSite({
      ...{ host, port, data, demo, country },
      databaseUrl: process.env.DATABASE_URL,
      root: process.env.THRESHOLD_ROOT || undefined,
      keyFile: process.env.THRESHOLD_KEY_FILE,
      pgBin: process.env.THRESHOLD_PG_BIN,
      providers: process.env.THRESHOLD_PROVIDERS,
      smtp: process.env.THRESHOLD_SMTP || undefined,
      mailFrom: process.env.THRESHOLD_MAIL_FROM || undefined,
      address: process.env.THRESHOLD_ADDRESS || undefined,
      // A build beside the usual one, such as one for another country.
      ...(process.env.THRESHOLD_WEB ? { web: process.env.THRESHOLD_WEB } : {}),
    });
  } catch (error) {
    console.error(sentenceFor(words, error, host, port));
    return 1;
  }
  const told = new Promise<string>((stop) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop(name));
  });
  console.log(introduce(words, site, data));
  console.log(words.say("command.stopping", { signal: await told }));
  await site.stop();
  console.log(words.say("command.stopped"));
  return 0;
}

interface Options {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly demo: boolean;
  readonly country: string | undefined;
  readonly help: boolean;
}

function read(words: Words, args: readonly string[]): Options | string {
  const known = {
    port: "text",
    host: "text",
    data: "text",
    country: "text",
    "no-demo": "switch",
    help: "switch",
  } as const;
  const found = readOptions(words, args, known);
  if (!found.ok) return `${found.why}\n\n${words.say("command.start-usage")}`;
  const { given } = found;
  const asked = given.port ?? process.env.THRESHOLD_PORT ?? "4040";
  if (!/^\d{1,5}$/.test(asked) || Number(asked) > 65_535)
    return words.say("command.port-wrong", { given: JSON.stringify(asked) });
  return {
    host: given.host ?? process.env.THRESHOLD_HOST ?? "127.0.0.1",
    port: Number(asked),
    data: given.data ?? process.env.THRESHOLD_DATA ?? "data",
    demo: given["no-demo"] === undefined && process.env.THRESHOLD_DEMO !== "off",
    country: given.country ?? (process.env.THRESHOLD_COUNTRY || undefined),
    help: given.help !== undefined,
  };
}

/** Why this country cannot be served: no such one, or the app was built for another. Null where it can. */
async function misfit(words: Words, asked: string | undefined): Promise<string | null> {
  if (asked === undefined) return null;
  const known = await readdir(new URL("countries/", compiled)).catch((): string[] => []);
  if (!known.includes(asked))
    return words.say("command.country-unknown", { asked: JSON.stringify(asked), known: known.sort().join(", ") });
  if (process.env.THRESHOLD_WEB) return null;
  const { id }: { id: string } = JSON.parse(await readFile(new URL("country.json", compiled), "utf8"));
  return id === asked ? null : words.say("command.country-other", { built: id, asked });
}

function sentenceFor(words: Words, error: unknown, host: string, port: number): string {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  // Ports as text: in some languages numbers get separators.
  if (code === "EADDRINUSE") {
    const next = port < 65_535 ? port + 1 : 4040;
    return words.say("command.port-taken", { port: String(port), host, next: String(next) });
  }
  if (code === "EACCES" && syscall === "listen") return words.say("command.port-denied", { port: String(port) });
  if ((code === "EACCES" || code === "EROFS") && path !== undefined)
    return words.say("command.folder-denied", { path });
  return words.say("command.cannot-start", { why: reasonOf(error) });
}
