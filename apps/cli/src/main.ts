import { openWords } from "./words.ts";

/** A command: takes what stands behind its name, returns the exit code. */
interface Command {
  run(args: readonly string[]): Promise<number>;
}

/**
 * One line per command, in the order that help shows them. Each is loaded only when it is called, so that `assess` does
 * not wait for the server's parts. Its one-line description is `command.does.<name>` in the language files.
 */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: () => import("./start.ts"),
  assess: () => import("./assess.ts"),
  list: () => import("./list.ts"),
  export: () => import("./export.ts"),
  verify: () => import("./verify.ts"),
  directory: () => import("./directory.ts"),
  head: () => import("./head.ts"),
  hashes: () => import("./hashes.ts"),
};

/** Runs one command and sets the exit code that it returns: 0 done, 2 what was given could not be used, in whole or in part. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on("error", stop);
  // Nobody is left who could be told.
  process.stderr.on("error", () => {});
  const [name, ...args] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    console.log(await help());
    return;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const { say } = await openWords();
    console.error(`${say("command.unknown", { name: JSON.stringify(name) })}\n\n${await help()}`);
    process.exitCode = 2;
    return;
  }
  process.exitCode = await (await load()).run(args);
}

async function help(): Promise<string> {
  const { say } = await openWords();
  const lines = Object.keys(commands).map((name) => `  ${name.padEnd(8)} ${say(`command.does.${name}`)}`);
  return [say("command.usage"), "", ...lines, `  ${"help".padEnd(8)} ${say("command.does.help")}`].join("\n");
}

/** A reader such as `head` may close the pipe early: nothing is wrong then. Else the disk behind it is full, or gone. */
function stop(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  process.exitCode = 1;
  openWords().then(({ say }) => {
    const key = error.code === "ENOSPC" ? "command.disk-full" : "command.cannot-write";
    console.error(say(key, { file: "stdout", why: error.message }));
    process.exit();
  });
}
