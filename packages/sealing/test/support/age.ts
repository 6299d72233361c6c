import { spawnSync } from "node:child_process";

/** `npm test` installs the command where it can. In CI it has to be there: what is left out in silence proves nothing. */
export const ageIsHere = process.env.CI === "true" || spawnSync("age", ["--version"]).status === 0;
if (!ageIsHere) console.warn("left out: the age command is not installed (Debian: apt-get install age)");
