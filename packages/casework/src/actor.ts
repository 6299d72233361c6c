import { sameDesk } from "./arrival.ts";
import type { DeskAddress } from "./envelope.ts";

/** Whoever asks: a phone enrolled at a desk, a signed-in member with the desks she works, or the server itself. */
export interface Actor {
  readonly kind: "device" | "member" | "server";
  readonly id: string;
  /** Null for the server. */
  readonly organisation: string | null;
  readonly desks: readonly DeskAddress[];
  /** A member's roles; none for a phone or the server. */
  readonly roles: readonly string[];
}

export function worksAt(actor: Actor, desk: DeskAddress | null): boolean {
  return actor.desks.some((own) => sameDesk(own, desk));
}
