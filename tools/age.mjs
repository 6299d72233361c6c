/** The public `age` command: the tests open with it what was sealed here, without a line of ours. */
import { aptInstall, findProgram } from "./apt.mjs";
import { say } from "./say.mjs";

export async function needAge() {
  if (findProgram(["age"]) !== null) return;
  await aptInstall(["age"], () => say("Installing the age command for the tests …"));
  if (findProgram(["age"]) === null)
    console.log("  No age command on this machine (age-encryption.org): the tests that use it are left out.");
}
