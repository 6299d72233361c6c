import type { Colleague, InviteMember, MemberInvitation } from "@threshold/contract";
import { seal, toBase64 } from "@threshold/sealing";
import { checkCodeBinding, readCodeNote, type Signer, signCodeNote } from "@threshold/sealing/trust";

/**
 * What an inviting browser signs and seals to the administrators. Anybody can seal to them; so only a note by a steward counts, and the
 * server can change nothing of what the invited person may do: roles and desks count as they stand here.
 */
export interface InvitationNote extends Pick<InviteMember, "roles" | "desks" | "renews"> {
  readonly organisation: string;
  readonly code: string;
}

/** Base64 age file; null where one of the recipients is no key. */
export async function sealNote(
  note: InvitationNote,
  recipients: readonly string[],
  signer: Signer,
): Promise<string | null> {
  const sealed = await seal(await signCodeNote(note, signer), recipients);
  return sealed.ok ? toBase64(sealed.value) : null;
}

/**
 * @param home one's own organisation, by the checked directory
 * @returns null where it is no such note, or none that a steward of it signed
 */
export async function readNote(
  bytes: Uint8Array | null,
  home: { readonly id: string; readonly stewards: readonly string[] },
): Promise<InvitationNote | null> {
  const note = (await readCodeNote(bytes, home.stewards)) as InvitationNote | null;
  const words = (list: unknown) => Array.isArray(list) && list.every((one) => typeof one === "string");
  if (note === null || note.organisation !== home.id) return null;
  const whole = typeof note.code === "string" && words(note.roles) && words(note.desks);
  return whole && (note.renews === null || typeof note.renews === "string") ? note : null;
}

/**
 * Whether the keys that the server shows for a member were made by whoever had the code, for her and nobody else. `unknown`: this
 * browser cannot open the note.
 */
export async function keysFit(
  { used }: Pick<MemberInvitation, "used">,
  member: Pick<Colleague, "id" | "verifyKey" | "recipient" | "certificate">,
  note: InvitationNote | null,
): Promise<"fits" | "refused" | "unknown"> {
  if (note === null || used === null) return "unknown";
  // New keys of somebody who is here go to her alone; somebody new takes nobody's place.
  const whose = note.renews === null ? member.certificate === null : note.renews === member.id;
  const { verifyKey, recipient } = member;
  return whose && (await checkCodeBinding(note.code, { verifyKey, recipient }, used.binding)) ? "fits" : "refused";
}
