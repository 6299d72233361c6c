/** `npm run bench`: figures as ratios against a named peer or limit (docs/decisions, shared anchors). */
import { assessments } from "./assess/run.ts";
import { batch } from "./batch/batch.ts";
import { firstStory } from "./first-story.ts";
import { history } from "./history.ts";
import { journey } from "./referral.ts";
import { shareOfSealing } from "./sealing.ts";
import { searching } from "./search/run.ts";
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
console.log("Finding a person in a desk's sealed index");
for (const line of await searching()) console.log(line);
console.log("Sealing, as a share of a referral's time");
for (const line of await shareOfSealing()) console.log(line);
console.log("A long history verified (a million: THRESHOLD_ENTRIES=1000000)");
for (const line of await history(Number(process.env.THRESHOLD_ENTRIES ?? 100_000))) console.log(line);
console.log("From sign-in to the first opened story");
for (const line of await firstStory()) console.log(line);
