/**
 * The signed directory: the root vouches for organisations, an organisation's stewards for its desks, its members and its phones.
 * Times are ISO 8601 UTC to the second, ids are UUIDs, hashes are those of `statementHash`.
 */
export interface NetworkStatement {
  readonly v: 1;
  readonly kind: "network";
  readonly network: string;
  /** From 1, without a gap. */
  readonly version: number;
  readonly previous: string | null;
  readonly issued: string;
  readonly expires: string;
  /** Where the root key lies: on a machine that is no server, or on the server itself. */
  readonly root: "offline" | "this-machine";
  /** Keys of the servers, which write `passed-on` into cases. */
  readonly couriers: readonly string[];
  readonly organisations: readonly NetworkMember[];
}

/** An organisation as the root knows it. */
export interface NetworkMember {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Who may sign what follows `statement`; the first where that is null. */
  readonly stewards: readonly string[];
  /** The newest statement the root has seen: nothing older is accepted any more. */
  readonly statement: { readonly version: number; readonly hash: string } | null;
  /** Vouched for by the root itself; counts only while the organisation has made no statement. */
  readonly desks: readonly { readonly desk: string; readonly recipient: string }[];
}

/** What an organisation says of its keys. Signed by a steward of the statement before. */
export interface OrganisationStatement {
  readonly v: 1;
  readonly kind: "organisation";
  readonly organisation: string;
  readonly version: number;
  readonly previous: string | null;
  readonly issued: string;
  /** Verify keys of the members who may certify: who keeps people or phones. At least one. */
  readonly stewards: readonly string[];
  /** The key that each desk is sealed to now. */
  readonly desks: readonly { readonly desk: string; readonly version: number; readonly recipient: string }[];
  /**
   * Certificates that ended before their time. Being listed vouches for what they signed until `at`, also when the steward who made
   * them is none any more.
   */
  readonly gone: readonly { readonly certificate: string; readonly at: string }[];
}

/** A member's or a phone's keys, by a steward of its organisation. No names: it travels beside entries to other organisations. */
export interface Certificate {
  readonly v: 1;
  readonly kind: "certificate";
  readonly organisation: string;
  readonly subject: "member" | "device";
  readonly id: string;
  readonly verifyKey: string;
  /** What is sealed to her; null for a phone, which reads nothing. */
  readonly recipient: string | null;
  readonly desks: readonly string[];
  readonly roles: readonly string[];
  readonly issued: string;
  readonly expires: string;
}

/** What a client has seen, and never goes back behind. */
export interface Pin {
  readonly network: string;
  readonly root: string;
  /** 0 and a null hash where only the root is known, from a code. */
  readonly version: number;
  readonly hash: string | null;
  readonly organisations: {
    readonly [id: string]: {
      readonly version: number;
      readonly hash: string;
      /** Keys that the root named, on which this statement rests, and of which nobody here is sure yet. */
      readonly named?: readonly string[];
    };
  };
}

/** A pin that knows the root alone, as a code told it. */
export function beginPin({ network, root }: Pick<Pin, "network" | "root">): Pin {
  return { network, root, version: 0, hash: null, organisations: {} };
}
