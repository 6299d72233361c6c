import type { DeskAddress, Referred } from "@threshold/casework";
import type { Directory } from "@threshold/contract";

type Services = Pick<Directory, "services"> | null;

export const nameOfOrganisation = (directory: Services, id: string | undefined): string | undefined =>
  directory?.services.find((service) => service.organisation.id === id)?.organisation.name;

/** age key of a desk, where the directory lists it. */
export const recipientOf = (directory: Services, address: DeskAddress): string | undefined =>
  directory?.services.find(
    (service) => service.desk?.id === address.desk && service.organisation.id === address.organisation,
  )?.desk?.recipient;

/** Services that a referral can be sealed to, other than these desks. */
export const othersThan = (directory: Services, desks: readonly (DeskAddress | null)[]) =>
  (directory?.services ?? []).filter(
    (service) => service.desk !== null && !desks.some((desk) => desk?.desk === service.desk?.id),
  );

/**
 * Who may read why a desk declined: those the referral was sealed to, and the sender's desk where the directory has its key.
 * Sorted, each once, as envelopes name recipients.
 */
export function answerRecipients(directory: Services, referral: Referred): string[] {
  const sealedTo = referral.parts.find((part) => part.name === "card")?.recipients ?? [];
  const sender = recipientOf(directory, referral.sender);
  return [...new Set([...sealedTo, ...(sender === undefined ? [] : [sender])])].sort();
}
