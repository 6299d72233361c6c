/**
 * The entry `@threshold/sealing/passphrase`: whatever turns a passphrase into keys. Apart from the main entry, so that only a
 * page where somebody signs in loads Argon2id.
 */
export { type Derived, derive, isLongEnough, shortestPassphrase } from "./derive.ts";
export { type Kdf, type KdfProblem, kdfProblem, leastKdf, newKdf } from "./kdf.ts";
export {
  type ChangedKeys,
  changePassphrase,
  type MemberKeys,
  type MemberSecrets,
  makeMember,
  type OpenMemberProblem,
  openMember,
  rewrapBundle,
} from "./member.ts";
export { hashPin, isPin, makePin, makePinSalt, samePin } from "./pin.ts";
