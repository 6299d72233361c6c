/** A package as the lockfile has it. */
export interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}
export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>;
}

/** What may go into what we hand out. */
const shipped = new Set(["MIT", "MIT-0", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"]);
/** What may help to build and test, and is handed to nobody. */
const tools = new Set([...shipped, "MPL-2.0", "Python-2.0", "CC0-1.0", "CC-BY-4.0"]);
/** Terms of their own that were read: both are BSD-like, from the U.S. National Library of Medicine; used in one test (decision 10). */
const read = new Set(["fhirpath", "@lhncbc/ucum-lhc"]);

/** Ships under MPL-2.0, as it is and with its source, of which we change nothing (decision 22). */
const unchanged = new Set(["web-push"]);

const nameOf = (path: string): string => path.replace(/^.*node_modules\//, "");

/** One line for each package whose licence is none of those that may be. */
export function strangers({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, one]) => {
    if (!path.includes("node_modules/") || one.link) return [];
    const may = one.dev ? tools : shipped;
    if (one.license !== undefined && allows(may, one.license)) return [];
    if (one.dev && read.has(nameOf(path))) return [];
    if (one.license === "MPL-2.0" && unchanged.has(nameOf(path))) return [];
    return [`${nameOf(path)}: ${one.license ?? "no licence"}${one.dev ? "" : " (shipped)"}`];
  });
}

/** SPDX: one of those joined by OR, all of those joined by AND. */
function allows(may: ReadonlySet<string>, expression: string): boolean {
  return expression
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((name) => may.has(name.trim())));
}
