// Started by launcher.test.ts, to be killed: holds a PostgreSQL as a server would.
import { launch } from "../../src/database/launcher.ts";

const data = process.argv[2];
if (data === undefined) throw new Error("say which folder");
await launch({ data, bin: process.env.THRESHOLD_PG_BIN });
process.stdout.write("ready\n");
setInterval(() => undefined, 1000);
