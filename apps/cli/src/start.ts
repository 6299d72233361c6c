import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Site, startSite } from "@threshold/server";

const usage = `threshold start [--port 4040] [--host 127.0.0.1] [--data DIR] [--no-demo]

Starts the server with its own PostgreSQL, data in DIR (./data where left out).
DATABASE_URL names a PostgreSQL of your own instead. Stop it with Ctrl-C.`;

/** Runs the server until it is told to stop. Exit code 0 after a stop, 1 where it cannot start, 2 for wrong options. */
export async function run(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const { host, port, data, demo } = options;
  console.log("Threshold starts: database, then the web address. This takes a few seconds the first time.");
  let site: Site;
  try {
    site = await startSite({
      ...{ host, port, data, demo },
      databaseUrl: process.env.DATABASE_URL,
      keyFile: process.env.THRESHOLD_KEY_FILE,
      pgBin: process.env.THRESHOLD_PG_BIN,
    });
  } catch (error) {
    console.error(sentenceFor(error, host, port));
    return 1;
  }
  introduce(site, data);
  const signal = await new Promise<string>((stop) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop(name));
  });
  console.log(`${signal}: letting open requests end, then stopping.`);
  await site.stop();
  console.log("Stopped.");
  return 0;
}

interface Options {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly demo: boolean;
  readonly help: boolean;
}

function read(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: process.env.THRESHOLD_PORT ?? "4040" },
        host: { type: "string", default: process.env.THRESHOLD_HOST ?? "127.0.0.1" },
        data: { type: "string", default: process.env.THRESHOLD_DATA ?? "data" },
        "no-demo": { type: "boolean", default: process.env.THRESHOLD_DEMO === "off" },
        help: { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return `--port takes a number from 0 to 65535, not "${values.port}".`;
    return { host: values.host, port, data: values.data, demo: !values["no-demo"], help: values.help };
  } catch (error) {
    return `${(error as Error).message}\n\n${usage}`;
  }
}

function sentenceFor(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another: threshold start --port ${port + 1}`;
  if (code === "EACCES")
    return `Port ${port} may not be used by this user. Choose one above 1023: threshold start --port 4040`;
  return `Threshold could not start: ${message}`;
}

function introduce(site: Site, data: string): void {
  const { address, guide, setup } = site;
  const lines = [
    "",
    `  Field (phone):    ${address}/`,
    `  Desk (computer):  ${address}/desk`,
    `  API:              ${address}/api/docs`,
    `  Data:             ${data}`,
    "",
  ];
  if (site.cluster !== null && !site.cluster.startsWith(resolve(data))) {
    lines.push(`  Database:         ${site.cluster}, since PostgreSQL's user may not enter ${resolve(data)}`, "");
  }
  if (guide !== null) {
    lines.push(
      "  Demo: every organisation, person and number in it is invented.",
      `  Passphrase for all of them: ${guide.passphrase}`,
    );
    for (const { handle, name } of guide.members) lines.push(`    ${handle.padEnd(14)} ${name}`);
    if (guide.phone !== null) lines.push(`  Code to enrol one phone for the demo police station: ${guide.phone.code}`);
    lines.push("");
  }
  if (setup !== null) lines.push(`  Nobody is here yet. Code to make the first organisation: ${setup.code}`, "");
  console.log(lines.join("\n"));
}
