import { makeIdentity } from "../../src/identity.ts";
import { makeSigningKey, type SigningKey } from "../../src/signing.ts";
import {
  type Certificate,
  founding,
  type NetworkMember,
  type NetworkStatement,
  networkOf,
  nextNetwork,
  type OrganisationStatement,
  type Pin,
  type Signed,
  signStatement,
  statementHash,
  type TrustFile,
} from "../../src/trust/index.ts";

export const start = new Date("2026-11-02T08:00:00Z");
export const later = (days: number): Date => new Date(start.getTime() + days * 86_400_000);

export interface Home {
  readonly id: string;
  readonly desk: string;
  readonly recipient: string;
  readonly people: readonly Person[];
  readonly chain: readonly Signed<OrganisationStatement>[];
  readonly certificates: readonly Signed<Certificate>[];
}
export interface Person {
  readonly id: string;
  readonly key: SigningKey;
  readonly recipient: string;
  readonly roles: readonly string[];
}

export async function makePerson(...roles: string[]): Promise<Person> {
  const [key, identity] = await Promise.all([makeSigningKey({ extractable: false }), makeIdentity()]);
  return { id: crypto.randomUUID(), key, recipient: identity.recipient, roles };
}

export const asMember = ({ id, key, recipient, roles }: Person) => ({ id, verifyKey: key.verifyKey, recipient, roles });

/** An organisation with an administrator, a coordinator and a caseworker, founded by the first. */
export async function makeHome(): Promise<Home> {
  const people = [await makePerson("administrator"), await makePerson("coordinator"), await makePerson("caseworker")];
  const [id, desk] = [crypto.randomUUID(), crypto.randomUUID()];
  const { recipient } = await makeIdentity();
  const [first] = people;
  if (first === undefined) throw new Error("nobody");
  const made = await founding(id, { id: desk, recipient }, people.map(asMember), first.key, start);
  return { id, desk, recipient, people, chain: [made.statement], certificates: made.certificates };
}

export function personOf(home: Home, n: number): Person {
  const person = home.people[n];
  if (person === undefined) throw new Error("nobody there");
  return person;
}

export async function memberOfNetwork({ id, chain }: Home, at = chain.length - 1): Promise<NetworkMember> {
  const statement = chain[at]?.statement;
  return {
    id,
    kind: "shelter",
    name: `Invented ${id.slice(0, 4)}`,
    stewards: statement?.stewards ?? [],
    statement: statement === undefined ? null : { version: statement.version, hash: await statementHash(statement) },
    desks: [],
  };
}

/** A root with what it signed so far. */
export class Root {
  readonly key: SigningKey;
  readonly courier = "A".repeat(43);
  readonly signed: Signed<NetworkStatement>[] = [];
  private constructor(key: SigningKey) {
    this.key = key;
  }
  static async make(): Promise<Root> {
    return new Root(await makeSigningKey({ extractable: false }));
  }
  async sign(organisations: readonly NetworkMember[], now = start): Promise<Signed<NetworkStatement>> {
    const content = { root: "offline" as const, couriers: [this.courier], organisations };
    const last = this.signed.at(-1)?.statement ?? null;
    const next = await nextNetwork(await networkOf(this.key.verifyKey), last, content, now);
    const signed = await signStatement(next, this.key);
    this.signed.push(signed);
    return signed;
  }
  /** What a server hands over to somebody who has seen version `have`. */
  async file(homes: readonly Home[], have = 0, at = this.signed.length - 1): Promise<TrustFile> {
    const network = this.signed[at];
    if (network === undefined) throw new Error("nothing signed");
    const { bodyOf } = await import("../../src/trust/index.ts");
    const since = await Promise.all(this.signed.slice(have, at + 1).map((one) => bodyOf(one.statement)));
    const organisations = homes.map(({ id, chain }) => {
      const named = (one?: Signed<NetworkStatement>) =>
        one?.statement.organisations.find((member) => member.id === id)?.statement?.version ?? 1;
      return chain.slice(Math.min(named(network), have === 0 ? named(network) : named(this.signed[have - 1])) - 1);
    });
    return { network, since, organisations: organisations.filter((chain) => chain.length > 0) };
  }
}

export async function pinOf(root: Root): Promise<Pin> {
  return {
    network: await networkOf(root.key.verifyKey),
    root: root.key.verifyKey,
    version: 0,
    hash: null,
    organisations: {},
  };
}
