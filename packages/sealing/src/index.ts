export { type AgeFileProblem, type AgeHeader, isAgeFile } from "./age-file.ts";
export { type Bytes, fromBase64, fromBase64Url, randomBytes, toBase64, toBase64Url } from "./bytes.ts";
export { canonicalText } from "./canonical.ts";
export { makeDesk, makeDeskFor, type UnwrapProblem, unwrapDesk, type WrappedDesk, wrapDesk } from "./desk-key.ts";
export { hashToken, hmacSha256, inventedKdf, makeCode, makeToken, readCode, sameText, sha256Hex } from "./digest.ts";
export { type Head, type LogEnd, readHead, type SignedHead, signHead, verifyHead } from "./head.ts";
export { type Identity, isSecret, kindOf, makeIdentity, type RecipientKind, recipientOf } from "./identity.ts";
export { type Kdf, type KdfProblem, kdfProblem, leastKdf } from "./kdf.ts";
export {
  makeShortCode,
  openWithCode,
  readShortCode,
  sealWithCode,
  type WithCodeProblem,
} from "./kept.ts";
export {
  beginning,
  type ChainCheck,
  type ChainProblem,
  envelopeHash,
  type ReceiptFacts,
  receiptHash,
  type SignedReceipt,
  signReceipt,
  verifyChain,
  verifyReceipt,
} from "./receipt.ts";
export { type RecordFacts, recordHash, signRecord, verifyRecord } from "./record.ts";
export {
  type OpenPartProblem,
  openAnswer,
  openCard,
  openStory,
  type PartProblem,
  type SealedPart,
  sealAnswer,
  sealCard,
  sealStory,
} from "./referral-parts.ts";
export { failure, type Result, success } from "./result.ts";
export { type OpenProblem, open, recipientsProblem, type SealProblem, seal } from "./seal.ts";
