/**
 * The entry `@threshold/sealing/custody`: a desk's keys in three shares of which two open them, or on one printed sheet. Apart from
 * the main entry, so that only a page where keys are looked after loads it.
 */

export { type CombineProblem, combine, openSheet } from "./custody/combine.ts";
export { type Asked, fingerprint, readFingerprint } from "./custody/fingerprint.ts";
export type { DeskKeys, KeptProblem } from "./custody/kept-keys.ts";
export { checkRelease, openReleased, type Release, type Released, releaseShare } from "./custody/release.ts";
export {
  type CustodySet,
  checkSet,
  type Holder,
  type MadeCustody,
  makeShares,
  makeSheet,
  type SignedSet,
} from "./custody/set.ts";
export { openShare, type Share, type ShareProblem } from "./custody/share.ts";
export { makeSheetCode, readSheetCode, sheetProof, sheetSecret } from "./custody/sheet.ts";
