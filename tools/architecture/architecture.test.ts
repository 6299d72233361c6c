import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { violations } from "./rules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(`${root}/${path}`));
const shipped = tracked.filter(
  (path) => /\.(ts|tsx|js|mjs)$/.test(path) && /^(knowledge|packages\/[^/]+\/src|apps\/[^/]+\/src)\//.test(path),
);
const list = JSON.parse(readFileSync(`${root}/knowledge/dist/list.json`, "utf8")) as { indicators: { id: string }[] };
const ids = new Set(list.indicators.map(({ id }) => id));

describe("the house", () => {
  it("stands: every arrow points the right way", () => {
    expect(shipped.length).toBeGreaterThan(60);
    expect(
      violations(
        shipped.map((path) => ({ path, text: readFileSync(`${root}/${path}`, "utf8") })),
        ids,
      ),
    ).toEqual([]);
  });

  it.each([
    ["packages/casework/src/x.ts", `import { a } from "@threshold/server";`],
    ["packages/casework/src/x.ts", `import { a } from "../../../apps/web/src/a.ts";`],
    ["packages/casework/src/x.ts", `export type T = import("fastify").FastifyInstance;`],
    ["packages/casework/src/x.ts", `import { writeCsv } from "@threshold/interchange/csv";`],
    ["packages/interchange/src/x.ts", `import { startSite } from "@threshold/server";`],
    ["packages/interchange/src/x.ts", `import { isCard } from "../../sealing/src/part-shapes.ts";`],
    ["packages/identification/src/x.ts", `import { existsSync, readFileSync } from "node:fs";`],
    ["apps/web/src/x.ts", `const a = await import("@threshold/server");`],
    ["apps/web/src/x.ts", `import { createHash } from "node:crypto";`],
    ["apps/web/src/x.ts", `export const a = () => crypto.subtle.digest("SHA-256", b);`],
    ["apps/web/src/x.ts", `export const a = () => globalThis.crypto.subtle;`],
    ["apps/server/src/x.ts", `export * from "age-encryption";`],
    ["apps/server/src/people/x.ts", `import { discovery } from "openid-client";`],
    ["apps/web/src/desk/x.ts", `import { startRegistration } from "@simplewebauthn/browser";`],
    ["apps/server/src/x.ts", `import pg from "pg";`],
    ["apps/server/src/x.routes.ts", "export const q = `select id from member where x = 1`;"],
    ["apps/web/src/x.ts", `export const sign = "${list.indicators[0]?.id}";`],
    ["knowledge/x.ts", "export {};"],
  ])("falls when %s holds %s", (path, text) => {
    expect(violations([{ path, text }], ids)).toHaveLength(1);
  });

  it("has no README missing from a package", () => {
    const packages = new Set(
      tracked.filter((path) => /^packages\/[^/]+\/package\.json$/.test(path)).map((path) => path.split("/")[1]),
    );
    for (const name of packages) expect(tracked).toContain(`packages/${name}/README.md`);
  });
});
