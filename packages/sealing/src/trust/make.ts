import { canonicalBytes } from "../canonical.ts";
import { sha256Hex } from "../digest.ts";
import type { Certificate, NetworkStatement, OrganisationStatement } from "./kinds.ts";
import { type Signed, statementHash } from "./statement.ts";

const day = 86_400_000;
/** How long a statement of the root holds. */
export const networkDays = 90;
/** How long a member's or a phone's certificate holds; the Desk renews it in the last 60 days. */
export const certificateDays = 365;
export const renewDays = 60;

/** A time as statements have it: UTC to the second. */
export function instant(at: Date, days = 0): string {
  return `${new Date(at.getTime() + days * day).toISOString().slice(0, 19)}Z`;
}

/** A network's id is made of its root key: whoever knows the one knows the other. A UUID of version 8. */
export async function networkOf(root: string): Promise<string> {
  const hex = await sha256Hex(canonicalBytes("threshold-network-id-v1", root));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export type NetworkContent = Pick<NetworkStatement, "root" | "couriers" | "organisations">;

/** The root's next statement, to be signed. @param last null for the first of a new network */
export async function nextNetwork(
  network: string,
  last: NetworkStatement | null,
  content: NetworkContent,
  now: Date,
): Promise<NetworkStatement> {
  const { root, couriers, organisations } = content;
  return {
    v: 1,
    kind: "network",
    network,
    version: (last?.version ?? 0) + 1,
    previous: last === null ? null : await statementHash(last),
    issued: instant(now),
    expires: instant(now, networkDays),
    root,
    couriers: [...couriers],
    organisations: [...organisations],
  };
}

export type OrganisationContent = Pick<OrganisationStatement, "stewards" | "desks" | "gone">;

/** An organisation's first statement, to be signed by one of its stewards. */
export function firstOrganisation(
  organisation: string,
  content: Omit<OrganisationContent, "gone">,
  now: Date,
): OrganisationStatement {
  const { stewards, desks } = content;
  return {
    v: 1,
    kind: "organisation",
    organisation,
    version: 1,
    previous: null,
    issued: instant(now),
    stewards: [...stewards],
    desks: [...desks],
    gone: [],
  };
}

/** What follows `last`, with what changes; to be signed by a steward of `last`. */
export async function nextOrganisation(
  last: OrganisationStatement,
  change: Partial<OrganisationContent>,
  now: Date,
): Promise<OrganisationStatement> {
  return {
    ...last,
    ...change,
    version: last.version + 1,
    previous: await statementHash(last),
    issued: instant(now),
  };
}

export type CertificateContent = Pick<
  Certificate,
  "organisation" | "subject" | "id" | "verifyKey" | "recipient" | "desks" | "roles"
>;

/** A certificate for a year, to be signed by a steward. */
export function newCertificate(content: CertificateContent, now: Date): Certificate {
  const { organisation, subject, id, verifyKey, recipient, desks, roles } = content;
  return {
    v: 1,
    kind: "certificate",
    ...{ organisation, subject, id, verifyKey, recipient },
    desks: [...desks].sort(),
    roles: [...roles],
    issued: instant(now),
    expires: instant(now, certificateDays),
  };
}

/** The line of `gone` that ends a certificate. */
export async function ended(
  certificate: Signed<Certificate>,
  now: Date,
): Promise<OrganisationStatement["gone"][number]> {
  return { certificate: await statementHash(certificate.statement), at: instant(now) };
}
