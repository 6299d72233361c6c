import { failure, type Result, success } from "../result.ts";
import { checkAuthor, provesOnce } from "./author.ts";
import type { NetworkMember, NetworkStatement, OrganisationStatement, Pin } from "./kinds.ts";
import { networkOf } from "./make.ts";
import { isNetwork, isOrganisation } from "./shapes.ts";
import { bodyOf, isSigned, linkHash, type Signed, statementHash } from "./statement.ts";
import type { KnownOrganisation, Trust } from "./trust.ts";

/** What a server hands over for checking. */
export interface TrustFile {
  readonly network: Signed<NetworkStatement>;
  /** Bodies' hashes (`bodyOf`) of the root's statements after the version one has, oldest first, the newest with them. */
  readonly since: readonly string[];
  /** For each organisation that made statements: from the one the root names (or the first) to the newest. */
  readonly organisations: readonly (readonly Signed<OrganisationStatement>[])[];
}
/**
 * - `root-differs`: signed by another root, or for another network, than the one that is pinned
 * - `signature-wrong`: not signed by whom it says
 * - `rolled-back`: older than what was seen, or left out
 * - `split`: another statement under a number that was seen, or one that does not follow from it
 * - `expired`: the root has not signed for 90 days
 * - `steward-unknown`: signed by somebody who does not keep that organisation's keys
 * - `wrong-shape`: none of this program's statements
 */
export type TrustProblem =
  | "root-differs"
  | "signature-wrong"
  | "rolled-back"
  | "split"
  | "expired"
  | "steward-unknown"
  | "wrong-shape";

/**
 * Checks what the server says of keys, before anything is sealed or shown. One wrong statement refuses the whole.
 * @param pin what was seen before; null at first sight, which trusts whatever root it is (see `checkCodeMark` for better)
 * @param now this device's clock
 * @param sure verify keys of stewards that whoever uses this client is sure of by herself: her own, and those she asked about by phone
 */
export async function checkTrust(
  pin: Pin | null,
  given: TrustFile,
  now: Date,
  sure: readonly string[] = [],
): Promise<Result<Trust, TrustProblem>> {
  const { network: signed, since, organisations } = given;
  if (!isNetwork(signed) || !Array.isArray(since) || !Array.isArray(organisations)) return failure("wrong-shape");
  const network = signed.statement;
  if (pin !== null && (pin.root !== signed.by || pin.network !== network.network)) return failure("root-differs");
  if (network.network !== (await networkOf(signed.by))) return failure("root-differs");
  if (!(await isSigned(signed))) return failure("signature-wrong");
  const hash = await statementHash(network);
  const history = pin === null ? null : await followsPin(pin, network, hash, since);
  if (history !== null) return failure(history);
  if (Date.parse(network.expires) <= now.getTime()) return failure("expired");
  const chains = byOrganisation(organisations);
  if (chains === null) return failure("wrong-shape");
  const known = new Map<string, KnownOrganisation>();
  const seen: Record<string, Seen> = { ...pin?.organisations };
  for (const member of network.organisations) {
    const chain = chains.get(member.id) ?? [];
    const checked = await checkChain(member, chain, pin?.organisations[member.id] ?? null, sure);
    if (!checked.ok) return checked;
    known.set(member.id, checked.value.known);
    if (checked.value.pin !== null) seen[member.id] = checked.value.pin;
  }
  const next = { network: network.network, root: signed.by, version: network.version, hash, organisations: seen };
  return success(asTrust(network, known, next));
}

async function followsPin(
  pin: Pin,
  { version, previous }: NetworkStatement,
  hash: string,
  since: readonly unknown[],
): Promise<TrustProblem | null> {
  if (pin.hash === null) return null;
  if (version < pin.version) return "rolled-back";
  if (version === pin.version) return hash === pin.hash ? null : "split";
  if (version === pin.version + 1) return previous === pin.hash ? null : "split";
  const bodies = since.slice(-(version - pin.version));
  let last = pin.hash;
  for (const body of bodies) last = await linkHash(last, String(body));
  return bodies.length === version - pin.version && last === hash ? null : "split";
}

function byOrganisation(chains: readonly unknown[]): Map<string, readonly Signed<OrganisationStatement>[]> | null {
  const found = new Map<string, readonly Signed<OrganisationStatement>[]>();
  for (const chain of chains) {
    if (!Array.isArray(chain) || !chain.every(isOrganisation) || chain[0] === undefined) return null;
    const { organisation } = chain[0].statement;
    if (found.has(organisation) || chain.some((one) => one.statement.organisation !== organisation)) return null;
    found.set(organisation, chain);
  }
  return found;
}

type Seen = Pin["organisations"][string];
interface Checked {
  readonly known: KnownOrganisation;
  readonly pin: Seen | null;
}

/**
 * Each statement follows the one before and is signed by one of its stewards. What was seen before (else what the root names) is known by
 * its hash; beyond that the root may name who signs on, and a client that saw earlier stewards takes nothing from them by itself.
 */
async function checkChain(
  member: NetworkMember,
  chain: readonly Signed<OrganisationStatement>[],
  pin: Seen | null,
  sure: readonly string[],
): Promise<Result<Checked, TrustProblem>> {
  const anchor = member.statement?.version ?? 0;
  const begins = Math.min(Math.max(anchor, 1), Math.max(pin?.version ?? anchor, 1));
  const named = new Set(pin?.named);
  let last: Seen | null = null;
  let before: readonly string[] = [];
  for (const signed of chain) {
    const { statement, by } = signed;
    const { version } = statement;
    const hash = await statementHash(statement);
    const follows: boolean =
      last === null
        ? version <= begins && (version > 1 || statement.previous === null)
        : version === last.version + 1 && statement.previous === last.hash;
    if (!follows) return failure("split");
    for (const fixed of [member.statement, pin])
      if (version === fixed?.version && hash !== fixed.hash) return failure("split");
    if (version > anchor && !(version === anchor + 1 ? member.stewards : before).includes(by))
      return failure("steward-unknown");
    if (pin !== null && version > pin.version && !before.includes(by)) named.add(by);
    if (!(await isSigned(signed))) return failure("signature-wrong");
    last = { version, hash };
    before = statement.stewards;
  }
  if ((last?.version ?? 0) < Math.max(pin?.version ?? 0, anchor)) return failure("rolled-back");
  for (const key of sure) named.delete(key);
  const { id, kind, name } = member;
  if (named.size > 0 && last !== null) {
    const nothing = { stewards: [], desks: [], gone: [] };
    const known = { id, kind, name, ...nothing, named: [...named] };
    return success({ known, pin: { ...last, named: known.named } });
  }
  const newest = chain.at(-1)?.statement ?? null;
  const byRoot = last === null || last.version === anchor ? member.stewards : before;
  // Whom the root names anew signs a statement first: until then she certifies nobody for those who know the stewards of before.
  const stewards = pin === null ? byRoot : byRoot.filter((key) => before.includes(key) || sure.includes(key));
  const desks = newest?.desks ?? member.desks.map((one) => ({ ...one, version: 1 }));
  return success({ known: { id, kind, name, stewards, desks, gone: newest?.gone ?? [], named: [] }, pin: last });
}

function asTrust(network: NetworkStatement, known: ReadonlyMap<string, KnownOrganisation>, pin: Pin): Trust {
  const prove = provesOnce();
  const desk: Trust["desk"] = (organisation, wanted) =>
    known.get(organisation)?.desks.find((one) => one.desk === wanted) ?? null;
  return {
    pin,
    root: network.root,
    issued: network.issued,
    expires: network.expires,
    organisations: [...known.values()],
    desk,
    deskKey: (organisation, wanted) => desk(organisation, wanted)?.recipient ?? null,
    author: (entry, certificate) => checkAuthor(network.couriers, known, entry, certificate, prove),
  };
}

/** The bodies' hashes that lead from one statement of the root to another: what a server hands over as `since`. */
export function bodiesOf(statements: readonly NetworkStatement[]): Promise<string[]> {
  return Promise.all(statements.map(bodyOf));
}
