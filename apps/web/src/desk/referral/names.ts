import type { DeskAddress, Referred } from "@threshold/casework";
import type { Directory } from "@threshold/contract";

type Services = Pick<Directory, "services"> | null;

export const nameOfOrganisation = (directory: Services, id: string | undefined): string | undefined =>
  directory?.services.find((service) => service.organisation.id === id)?.organisation.name;

/**
 * Names of whom a consent was given for, in the order they were named, each once.
 * @param ids of organisations or of desks
 * @returns null in the list for one that the directory no longer has; null for all where there is no directory
 */
export function namesOfRecipients(directory: Services, ids: readonly string[]): readonly (string | null)[] | null {
  if (directory === null) return null;
  const names = ids.map((id) => {
    const desk = directory.services.find((service) => service.desk?.id === id);
    return nameOfOrganisation(directory, id) ?? desk?.name ?? null;
  });
  return [...new Set(names)];
}

/** Services that a referral can be sealed to, other than these desks. */
export const othersThan = (directory: Services, desks: readonly (DeskAddress | null)[]) =>
  (directory?.services ?? []).filter(
    (service) => service.desk !== null && !desks.some((desk) => desk?.desk === service.desk?.id),
  );

/**
 * Who may read why a desk declined: whoever the referral was for, and the sender's desk, each by the key that its organisation signed.
 * Sorted, each once, as envelopes name recipients.
 * @returns null where one of them is not covered: nothing is sealed then
 */
export function answerRecipients(
  key: (address: DeskAddress) => string | null,
  { sender, receiver, fallback }: Pick<Referred, "sender" | "receiver" | "fallback">,
): string[] | null {
  const keys = [sender, receiver, ...(fallback === null ? [] : [fallback])].map(key);
  return keys.every((one) => one !== null) ? [...new Set(keys)].sort() : null;
}
