import type { Service } from "@threshold/contract";
import { isOpen } from "./hours.ts";

/** What decides who is asked first. No name, no nationality: only what the help must fit. */
export interface Need {
  readonly child: boolean;
  /** A labour form was seen, said or suspected. */
  readonly labour: boolean;
  readonly presumed: boolean;
  /** BCP 47 tags the person speaks; empty where nobody said. */
  readonly languages: readonly string[];
  readonly now: Date;
  /** Desk of the phone's own organisation: asked last, since a referral is meant to reach somebody else. */
  readonly ownOrganisation: string | null;
  /** Help before anything happens: what would help, as purposes of services, and kinds of organisation that are not told. */
  readonly prevention?: { readonly wanted: readonly string[]; readonly never: readonly string[] } | null;
}

// For an adult the specialised unit comes first (IV.2: information goes to it at once), then whoever shelters. For a child
// the child's own protection comes before all (II.5, V.4). Kinds not named come after these.
const orders = {
  child: ["child-protection", "specialised-unit", "shelter", "health"],
  labour: ["specialised-unit", "shelter", "labour-inspectorate", "health"],
  presumed: ["specialised-unit", "shelter", "health", "labour-inspectorate"],
  // Before anything has happened nobody needs an investigator first (II.1, V.1).
  potential: ["shelter", "labour-inspectorate", "health", "specialised-unit"],
} as const;

/** Services from the most to the least suitable. Stable: equals keep the directory's order. */
export function bySuitability(services: readonly Service[], need: Need): Service[] {
  const { prevention } = need;
  const asked = prevention ? services.filter((service) => preventing(service, prevention)) : services;
  const order: readonly string[] =
    orders[need.child ? "child" : !need.presumed ? "potential" : need.labour ? "labour" : "presumed"];
  const marks = (service: Service): number[] => [
    service.organisation.id === need.ownOrganisation ? 1 : 0,
    isFor(service, need.child) ? 0 : 1,
    prevention ? rankOfHelp(service, prevention.wanted) : rank(order, service.organisation.kind),
    isOpen(service.hours, need.now) ? 0 : 1,
    speaks(service, need.languages) ? 0 : 1,
  ];
  return asked
    .map((service) => ({ service, marks: marks(service) }))
    .sort((a, b) => compare(a.marks, b.marks))
    .map(({ service }) => service);
}

/** True where a service offers what would help before anything happens, and nobody who investigates is told (II.1). */
export function preventing(
  { offers, organisation }: Service,
  { wanted, never }: NonNullable<Need["prevention"]>,
): boolean {
  return !never.includes(organisation.kind) && offers.some((purpose) => wanted.includes(purpose));
}

/** The more of what would help, the earlier; among equals what was named first. */
function rankOfHelp({ offers }: Service, wanted: readonly string[]): number {
  const found = wanted.filter((purpose) => offers.includes(purpose));
  return (wanted.length - found.length) * wanted.length + wanted.indexOf(found[0] ?? "");
}

/** True where the service takes a person of this age; a service that names nobody takes anyone. */
export function isFor(service: Pick<Service, "whom">, child: boolean): boolean {
  const { whom } = service;
  if (whom.length === 0 || whom.includes("anyone") || whom.includes("families")) return true;
  return child ? whom.includes("children") : whom.some((group) => group !== "children");
}

/** True where one of the person's languages is spoken there, or where nobody knows which she speaks. */
function speaks(service: Pick<Service, "languages">, languages: readonly string[]): boolean {
  return languages.length === 0 || languages.some((tag) => service.languages.includes(tag));
}

/** First receiver and a different fallback, of another organisation where there is one; only desks can be sent to. */
export function suggest(sorted: readonly Service[]): { first: Service | null; fallback: Service | null } {
  const reachable = sorted.filter((service) => service.desk !== null);
  const first = reachable[0] ?? null;
  const others = reachable.filter((service) => service.desk?.id !== first?.desk?.id);
  const fallback = others.find((service) => service.organisation.id !== first?.organisation.id) ?? others[0] ?? null;
  return { first, fallback };
}

function rank(order: readonly string[], kind: string): number {
  const at = order.indexOf(kind);
  return at === -1 ? order.length : at;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, mark] of a.entries()) {
    const difference = mark - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
