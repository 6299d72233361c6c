import { dirname, join, normalize } from "node:path/posix";
import { type Facts, factsOf, type SourceFile } from "./imports.ts";

/** Where the arrows may point: a room and the rooms of ours it may import from. */
const arrows: Record<string, readonly string[]> = {
  "packages/identification": [],
  "packages/casework": ["packages/identification"],
  "packages/contract": ["packages/casework", "packages/identification"],
  "packages/sealing": ["packages/casework"],
  "packages/interchange": ["packages/casework", "packages/identification"],
  "apps/server": ["packages/casework", "packages/contract", "packages/identification", "packages/sealing"],
  "apps/web": ["packages/casework", "packages/contract", "packages/identification", "packages/sealing", "knowledge"],
  "apps/cli": [
    "packages/casework",
    "packages/contract",
    "packages/identification",
    "packages/interchange",
    "packages/sealing",
    "apps/server",
    "knowledge",
  ],
};
const rooms: Record<string, string> = {
  "@threshold/identification": "packages/identification",
  "@threshold/casework": "packages/casework",
  "@threshold/contract": "packages/contract",
  "@threshold/sealing": "packages/sealing",
  "@threshold/interchange": "packages/interchange",
  "@threshold/server": "apps/server",
  "@threshold/web": "apps/web",
  "@knowledge": "knowledge",
};
const pure = ["packages/identification", "packages/casework"];
const cryptography =
  /^(age-encryption|hash-wasm|canonicalize|@scure\/|@noble\/|(node:)?crypto$|bech32|tweetnacl|libsodium)/;
/** They check signatures too, yet only those of whoever signs in. */
const signIn = /^(@simplewebauthn\/|openid-client$)/;
const signInRooms = /^apps\/(server\/src|web\/src\/desk)\/sign-in\//;
const sql =
  /\b(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|role|policy)\s|alter\s+table\s)/i;

const roomOf = (path: string) => path.split("/").slice(0, 2).join("/");

function target(path: string, specifier: string): string | null {
  if (specifier.startsWith(".")) {
    const resolved = normalize(join(dirname(path), specifier));
    return resolved.startsWith("knowledge/") ? "knowledge" : roomOf(resolved);
  }
  const name = Object.keys(rooms).find((known) => specifier === known || specifier.startsWith(`${known}/`));
  return name === undefined ? null : (rooms[name] ?? null);
}

function check(path: string, facts: Facts, ids: ReadonlySet<string>): string[] {
  const room = roomOf(path);
  const found: string[] = [];
  for (const specifier of facts.imports) {
    const to = target(path, specifier);
    if (to !== null && to !== room && !(arrows[room] ?? []).includes(to))
      found.push(`imports ${to}: that arrow points the wrong way`);
    if (to === null && pure.includes(room)) found.push(`imports ${specifier}: this room has no dependency`);
    if (cryptography.test(specifier) && room !== "packages/sealing")
      found.push(`imports ${specifier}: only sealing knows cryptography`);
    if (signIn.test(specifier) && !signInRooms.test(path))
      found.push(`imports ${specifier}: only the sign-in rooms prove who comes`);
    if (/^pg(-|$)/.test(specifier) && !path.startsWith("apps/server/src/database/"))
      found.push(`imports ${specifier}: only the database room makes connections`);
  }
  if (
    room !== "packages/sealing" &&
    facts.members.some((member) => member === "crypto.subtle" || member.endsWith(".subtle"))
  ) {
    found.push("uses crypto.subtle: only sealing knows cryptography");
  }
  if (!/(\.store\.ts$|^apps\/server\/src\/database\/)/.test(path) && facts.strings.some((text) => sql.test(text))) {
    found.push("holds SQL: it belongs in a .store.ts file or a migration");
  }
  const named = facts.strings.find((text) => ids.has(text));
  if (named !== undefined) found.push(`names the indicator ${named}: knowledge is data`);
  return found;
}

/**
 * Holds the house's rules (ARCHITECTURE.md) against source files.
 * @param files shipped sources, paths from the repository's root
 * @param ids every indicator id of the list
 * @returns one line for each violation, empty where the house stands
 */
export function violations(files: readonly SourceFile[], ids: ReadonlySet<string>): string[] {
  return files.flatMap((file) =>
    file.path.startsWith("knowledge/")
      ? [`${file.path} is code: knowledge is data`]
      : check(file.path, factsOf(file), ids).map((line) => `${file.path} ${line}`),
  );
}
