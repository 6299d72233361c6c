// The command line's two server commands, as its main.ts calls them; to be started and killed by tests.
import { run as start } from "../../../cli/src/start.ts";
import { run as verify } from "../../../cli/src/verify.ts";

const [name, ...args] = process.argv.slice(2);
process.exitCode = await (name === "start" ? start(args) : verify(args));
