import { holds, holdsCase } from "../keys.ts";
import { current } from "../session.ts";

/** When this browser last asked, by member and recipients: what is sealed to others alone is not asked about at every look. */
const asked = new Map<string, number>();
const pause = 15_000;

/**
 * Somebody left a minute ago and a colleague's browser made the desk's next key: what is sealed to that opens once this browser has it.
 * @param recipients of a part that did not open
 * @returns true where a key for it came, and opening it is worth another try
 */
export async function keyCameFor(recipients: readonly string[]): Promise<boolean> {
  const held = (one: string) => holds(one) || holdsCase(one);
  if (recipients.some(held)) return false;
  const name = [current().member.id, ...recipients].join();
  const before = asked.get(name);
  if (before !== undefined && performance.now() - before < pause) return false;
  asked.set(name, performance.now());
  const { takeNewKeys } = await import("./changes.ts");
  return (await takeNewKeys()) && recipients.some(held);
}
