import type { Result } from "../result.ts";
import type { Certificate, OrganisationStatement, Pin } from "./kinds.ts";

/** An organisation with what its newest statement says. */
export interface KnownOrganisation {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly stewards: readonly string[];
  readonly desks: OrganisationStatement["desks"];
  readonly gone: OrganisationStatement["gone"];
  /**
   * Keys on which its statements rest by now, named by the root and by no steward whom this client knew. Where there is one, nothing of
   * the organisation counts, and all other lists are empty, until somebody here is sure of them (`checkTrust`).
   */
  readonly named: readonly string[];
}

/** Who wrote an entry, and how it can be seen: from its envelope, the key its signature was checked with, and when it arrived. */
export interface EntryAuthor {
  readonly kind: string;
  readonly author: string;
  readonly organisation: string;
  readonly desk: string;
  readonly verifyKey: string;
  /** When the server says it arrived, ISO 8601. */
  readonly at: string;
}
/**
 * - `not-certified`: nobody of that organisation has confirmed this member or phone (yet)
 * - `certificate-wrong`: it is for somebody else, another key or another desk, for a phone that writes what phones do not, or is not
 *   signed by whom it says
 * - `steward-unknown`: signed by somebody who does not keep that organisation's keys
 * - `certificate-ended`: it had ended, or had been taken back, when the entry came
 * - `courier-unknown`: says it is by a server, and is by none that the root names
 * - `organisation-unknown`: no organisation of this network
 */
export type AuthorProblem =
  | "not-certified"
  | "certificate-wrong"
  | "steward-unknown"
  | "certificate-ended"
  | "courier-unknown"
  | "organisation-unknown";

/** A directory of keys that was checked. Holds nothing secret. */
export interface Trust {
  /** What to keep for the next time. */
  readonly pin: Pin;
  readonly root: "offline" | "this-machine";
  readonly issued: string;
  readonly expires: string;
  readonly organisations: readonly KnownOrganisation[];
  desk(organisation: string, desk: string): OrganisationStatement["desks"][number] | null;
  /** The key a desk is sealed to; null where the directory does not cover it: never seal to it then. */
  deskKey(organisation: string, desk: string): string | null;
  /** The certificate that shows who wrote it (null for a server's own entry), or why it must not count. */
  author(entry: EntryAuthor, certificate: unknown): Promise<Result<Certificate | null, AuthorProblem>>;
}
