/**
 * The entry `@threshold/sealing/trust`: the signed directory of keys, as clients check it and as stewards and the root make it.
 * Apart from the main entry: it needs neither age nor Argon2id.
 */
export { certificateProblem } from "./author.ts";
export { bodiesOf, checkTrust, type TrustFile, type TrustProblem } from "./check.ts";
export {
  type CodeKeys,
  type CodeRoot,
  checkCodeBinding,
  checkCodeMark,
  codeBinding,
  codeMark,
  codeTicket,
} from "./code.ts";
export { readCodeNote, signCodeNote } from "./code-note.ts";
export {
  beginPin,
  type Certificate,
  type NetworkMember,
  type NetworkStatement,
  type OrganisationStatement,
  type Pin,
} from "./kinds.ts";
export {
  type CertificateContent,
  certificateDays,
  ended,
  firstOrganisation,
  instant,
  type NetworkContent,
  networkDays,
  networkOf,
  newCertificate,
  nextNetwork,
  nextOrganisation,
  type OrganisationContent,
  renewDays,
} from "./make.ts";
export {
  type Changes,
  type Draft,
  founding,
  nextPublication,
  type Publication,
  type PublicationProblem,
  type Subject,
} from "./publication.ts";
export { isCertificate, isNetwork, isOrganisation, isPin } from "./shapes.ts";
export {
  bodyOf,
  isSigned,
  type Signed,
  type Signer,
  type Statement,
  signStatement,
  statementHash,
} from "./statement.ts";
export type { AuthorProblem, EntryAuthor, KnownOrganisation, Trust } from "./trust.ts";
