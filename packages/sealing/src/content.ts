export {
  type AttachmentProblem,
  attachmentStep,
  inPieces,
  largestAttachment,
  mostPieces,
  type OpenAttachmentProblem,
  openAttachment,
  pieceLength,
  type SealedAttachment,
  sealAttachment,
} from "./attachment.ts";
export { type MadeCaseKey, makeCaseKey, type OpenCaseKeyProblem, openCaseKey } from "./case-key.ts";
export { type Mark, type Marker, markerOf } from "./index-marks.ts";
export { type IndexRecord, readRecords, sealSegment } from "./index-segment.ts";
export { openPerson, openRecord, sealPerson, sealRecord } from "./referral-parts.ts";
export type { PackedFile } from "./tar.ts";
