import type { Submission } from "@threshold/contract";
import { buildCard, buildEnvelope, buildStory, type Making, type Names } from "../refer/referral.ts";

/**
 * Seals card and story to the desks and signs the envelope over them, all on this phone. The cryptography is loaded only here.
 * @param recipients age recipients of the receiver's and the fallback's desk, each once
 * @returns null where a desk's key cannot be sealed to; `not-loaded` where this phone has not fetched the sealing part yet
 */
export async function sealReferral(
  making: Making,
  names: Names,
  recipients: readonly string[],
  signingKey: CryptoKey,
): Promise<Submission | null | "not-loaded"> {
  const loaded = await Promise.all([import("@threshold/sealing"), import("@threshold/sealing/signing")]).catch(
    () => null,
  );
  if (loaded === null) return "not-loaded";
  const [sealing, signing] = loaded;
  const [card, story] = await Promise.all([
    sealing.sealCard(buildCard(making), recipients),
    sealing.sealStory(buildStory(making), recipients),
  ]);
  if (!card.ok || !story.ok) return null;
  const envelope = buildEnvelope(making, names, [card.value.note, story.value.note]);
  return {
    // The contract's type is the same shape, only not marked read-only.
    envelope: envelope as unknown as Submission["envelope"],
    signature: await signing.signEnvelope(envelope, signingKey),
    parts: [card.value, story.value].map(({ note, bytes }) => ({ name: note.name, bytes: sealing.toBase64(bytes) })),
  };
}
