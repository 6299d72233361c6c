import {
  beginPin,
  checkTrust,
  isNetwork,
  isOrganisation,
  isSigned,
  type NetworkMember,
  networkOf,
  statementHash,
} from "@threshold/sealing/trust";
import type { RootDraft } from "@threshold/server";

/**
 * One thing that would be different once the root has signed. `stewards`: keys, for comparing by phone; with them those of the desks of a
 * new organisation that has signed nothing itself.
 */
export interface Change {
  readonly kind: "new" | "gone" | "renamed" | "stewards-replaced" | "server-new" | "nothing";
  readonly name: string;
  readonly stewards: readonly string[];
}
export type Review =
  | { readonly ok: true; readonly changes: readonly Change[] }
  /** `shape`: no such file. `history`: what the server says was signed before does not hold. `anchor`: not the newest statement. */
  | { readonly ok: false; readonly why: "shape" | "history" | "anchor" };

/**
 * What a draft would change, for the keeper of the root to read before signing. Trusts nothing of the server: what was signed before is
 * checked with the root's own key, what organisations signed with theirs.
 */
export async function review(draft: RootDraft, root: string): Promise<Review> {
  if (!hasShape(draft)) return { ok: false, why: "shape" };
  const { content, last, organisations } = draft;
  const before = last?.statement ?? null;
  const from = new Map(before?.organisations.map((one) => [one.id, one.statement?.version ?? 1]));
  if (last !== null) {
    const pin = beginPin({ network: await networkOf(root), root });
    const known = organisations
      .map((chain) => chain.slice((from.get(chain[0]?.statement.organisation ?? "") ?? 1) - 1))
      .filter((chain) => from.has(chain[0]?.statement.organisation ?? ""));
    const file = { network: last, since: [], organisations: known };
    if (!(await checkTrust(pin, file, new Date(last.statement.issued))).ok) return { ok: false, why: "history" };
  }
  const changes: Change[] = [];
  for (const member of content.organisations) {
    const old = before?.organisations.find((one) => one.id === member.id) ?? null;
    if (old !== null && deskSwapped(old, member)) return { ok: false, why: "history" };
    const said = await newest(organisations, member, old);
    if (said === null) return { ok: false, why: "anchor" };
    changes.push(...changesOf(member, old, said));
  }
  const ids = new Set(content.organisations.map((one) => one.id));
  for (const { id, name } of before?.organisations ?? [])
    if (!ids.has(id)) changes.push({ kind: "gone", name, stewards: [] });
  for (const key of content.couriers)
    if (before !== null && !before.couriers.includes(key))
      changes.push({ kind: "server-new", name: key, stewards: [] });
  return { ok: true, changes: changes.length === 0 ? [{ kind: "nothing", name: "", stewards: [] }] : changes };
}

function changesOf(member: NetworkMember, old: NetworkMember | null, stewards: readonly string[]): Change[] {
  const { name } = member;
  // What the root alone vouches for is compared by phone too.
  const vouched = member.statement === null ? member.desks.map((one) => one.recipient) : [];
  if (old === null) return [{ kind: "new", name, stewards: [...member.stewards, ...vouched] }];
  const changes: Change[] = [];
  if (old.name !== name || old.kind !== member.kind)
    changes.push({ kind: "renamed", name: `${old.name} → ${name}`, stewards: [] });
  if (member.stewards.join() !== stewards.join())
    changes.push({ kind: "stewards-replaced", name, stewards: member.stewards });
  return changes;
}

/** A desk that the root vouched for keeps its key until its organisation signs another. */
function deskSwapped(old: NetworkMember, { statement, desks }: NetworkMember): boolean {
  if (statement !== null) return false;
  return desks.some(({ desk, recipient }) =>
    old.desks.every((one) => one.desk !== desk || one.recipient !== recipient),
  );
}

/** Who may sign after the statement that the draft names, by the organisation's own chain; null where that is not its newest. */
async function newest(
  chains: RootDraft["organisations"],
  { id, statement, stewards }: NetworkMember,
  old: NetworkMember | null,
): Promise<readonly string[] | null> {
  const chain = chains.find((one) => one[0]?.statement.organisation === id) ?? [];
  const last = chain.at(-1);
  if (last === undefined) return statement === null ? (old?.stewards ?? stewards) : null;
  const fits =
    statement?.version === last.statement.version &&
    statement.hash === (await statementHash(last.statement)) &&
    // Whoever signs keeps the keys herself. So the desks of a new organisation are by one of the keys that are compared by phone.
    (old !== null || stewards.includes(last.by)) &&
    (await isSigned(last));
  if (!fits) return null;
  return old !== null && old.statement?.version === last.statement.version ? old.stewards : last.statement.stewards;
}

function hasShape(draft: RootDraft): boolean {
  const { v, content, last, organisations } = draft ?? {};
  return (
    v === 1 &&
    (last === null || isNetwork(last)) &&
    Array.isArray(organisations) &&
    organisations.every((chain) => Array.isArray(chain) && chain.every(isOrganisation)) &&
    Array.isArray(content?.organisations) &&
    Array.isArray(content.couriers)
  );
}
