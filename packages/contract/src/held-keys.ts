import type { Colleague } from "./members.ts";

/**
 * Whether she may have seen keys of her desks, so that they get new ones when she is ended. Only a newcomer whom nobody has confirmed
 * never had a certificate; whoever waits with new keys had one before. Server and web ask this one, since both have to make the same.
 */
export const mayHoldKeys = ({
  standing,
  certificate,
  renewed,
}: Pick<Colleague, "standing" | "certificate" | "renewed">): boolean =>
  standing !== "waiting" || certificate !== null || renewed !== null;
