import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Lockfile, strangers } from "./licences.ts";

const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as Lockfile;
const with_ = (license: string | undefined, dev?: true): Lockfile => ({
  packages: { "node_modules/invented": { ...(license === undefined ? {} : { license }), ...(dev ? { dev } : {}) } },
});

describe("licences of what we use", () => {
  it("are all on the list, of each package in the lockfile", () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(500);
    expect(strangers(lock)).toEqual([]);
  });

  it("stand where they are written: every version has the hash of its package, and none comes from elsewhere than a registry", () => {
    const found = Object.entries(lock.packages).filter(([path, one]) => path.includes("node_modules/") && !one.link);
    const loose = found.filter(([, one]) => {
      const { resolved, integrity, inBundle } = one as { resolved?: string; integrity?: string; inBundle?: boolean };
      return !inBundle && (!/^https:\/\//.test(resolved ?? "https://") || !/^sha512-/.test(integrity ?? ""));
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it.each<[string, Lockfile, number]>([
    ["a strong copyleft", with_("AGPL-3.0"), 1],
    ["none at all", with_(undefined), 1],
    ["one for tools alone, in what ships", with_("MPL-2.0"), 1],
    ["the same in a tool", with_("MPL-2.0", true), 0],
    ["a choice of which one is on the list", with_("(GPL-3.0 OR MIT)"), 0],
    ["two that both hold", with_("MIT AND SSPL-1.0"), 1],
  ])("tells %s", (_name, given, count) => {
    expect(strangers(given)).toHaveLength(count);
  });
});
