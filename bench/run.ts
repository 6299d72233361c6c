/** `npm run bench`: figures as ratios against a named peer or limit (docs/decisions, shared anchors). */
import { journey } from "./referral.ts";
import { weight } from "./weight.ts";

console.log("Weight of the first page");
for (const line of weight()) console.log(line);
console.log("One whole referral, from the phone's post to the acceptance read back");
for (const line of await journey()) console.log(line);
