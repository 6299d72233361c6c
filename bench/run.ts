/** `npm run bench`: figures as ratios against a named peer or limit (docs/decisions, shared anchors). */
import { assessments } from "./assess/run.ts";
import { batch } from "./batch/batch.ts";
import { journey } from "./referral.ts";
import { tapToResult } from "./tap.ts";
import { weight } from "./weight.ts";

console.log("Weight of the first page");
for (const line of weight()) console.log(line);
console.log("One whole referral, from the phone's post to the acceptance read back");
for (const line of await journey()) console.log(line);
console.log("Assessments, beside two rule engines given the same rules");
for (const line of await assessments()) console.log(line);
console.log("A million invented cases through the command line");
for (const line of batch()) console.log(line);
console.log("From a tap to the changed result");
for (const line of await tapToResult()) console.log(line);
