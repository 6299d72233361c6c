import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  beginPin,
  checkTrust,
  networkOf,
  nextOrganisation,
  signStatement,
  type TrustFile,
} from "@threshold/sealing/trust";
import type { RootDraft } from "@threshold/server";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import {
  later,
  makeHome,
  makePerson,
  memberOfNetwork,
  personOf,
  Root,
} from "../../../packages/sealing/test/support/network.ts";
import { useCode } from "../../server/test/support/actors.ts";
import { anonymous, ask } from "../../server/test/support/client.ts";
import { review } from "../src/directory/review.ts";
import { run as directory } from "../src/directory.ts";
import { dataFolder, type Running, run } from "./support/running.ts";

describe("before the root signs", () => {
  const prepared = (async () => {
    const [root, home, other] = [await Root.make(), await makeHome(), await makeHome()];
    const last = await root.sign([await memberOfNetwork(home)]);
    const content = {
      root: "offline" as const,
      couriers: [root.courier],
      organisations: [await memberOfNetwork(home)],
    };
    const draft: RootDraft = { v: 1, content, last, organisations: [home.chain] };
    return { root, home, other, draft, key: root.key.verifyKey };
  })();
  const kinds = async (draft: RootDraft, key: string) => {
    const seen = await review(draft, key);
    return seen.ok ? seen.changes.map((change) => change.kind) : seen.why;
  };
  const withOrganisations = (
    draft: RootDraft,
    organisations: RootDraft["content"]["organisations"],
    chains = draft.organisations,
  ) => ({
    ...draft,
    content: { ...draft.content, organisations },
    organisations: chains,
  });

  test("everything that would change is named, and nothing where nothing does", async () => {
    const { home, other, draft, key } = await prepared;
    expect(await kinds(draft, key)).toEqual(["nothing"]);
    const [own, new_] = [await memberOfNetwork(home), await memberOfNetwork(other)];
    expect(await kinds(withOrganisations(draft, [own, new_], [home.chain, other.chain]), key)).toEqual(["new"]);
    expect(await kinds(withOrganisations(draft, []), key)).toEqual(["gone"]);
    expect(await kinds(withOrganisations(draft, [{ ...own, name: "Another" }]), key)).toEqual(["renamed"]);
    const couriers = [...draft.content.couriers, "B".repeat(43)];
    expect(await kinds({ ...draft, content: { ...draft.content, couriers } }, key)).toEqual(["server-new"]);
    expect(await kinds({ ...draft, last: null }, key)).toEqual(["new"]);
  });

  test("a steward that the server would put in is named, with the key; one that a steward put in is not", async () => {
    const { home, draft, key } = await prepared;
    const own = await memberOfNetwork(home);
    const intruder = await makePerson("administrator");
    const swapped = { ...own, stewards: [intruder.key.verifyKey] };
    const seen = await review(withOrganisations(draft, [swapped]), key);
    expect(seen).toMatchObject({
      ok: true,
      changes: [{ kind: "stewards-replaced", stewards: [intruder.key.verifyKey] }],
    });
    const [first] = home.chain;
    if (first === undefined) throw new Error("no chain");
    const stewards = [...first.statement.stewards, intruder.key.verifyKey];
    const next = await nextOrganisation(first.statement, { stewards }, later(1));
    const chain = [first, await signStatement(next, personOf(home, 0).key)];
    const grown = await memberOfNetwork({ ...home, chain });
    expect(await kinds(withOrganisations(draft, [grown], [chain]), key)).toEqual(["nothing"]);
    const forged = [first, await signStatement(next, intruder.key)];
    expect(await kinds(withOrganisations(draft, [grown], [forged]), key)).toBe("history");
    expect(await kinds(withOrganisations(draft, [own], [chain]), key)).toBe("anchor");
    expect(await kinds(withOrganisations(draft, [own], []), key)).toBe("history");
  });

  test("desks of a new organisation that none of its shown keys signed for, or that it never changed, are not vouched for", async () => {
    const { home, other, draft, key } = await prepared;
    const [own, intruder] = [await memberOfNetwork(home), await makePerson("administrator")];
    const [first] = other.chain;
    if (first === undefined) throw new Error("no chain");
    const desks = [{ desk: other.desk, version: 1, recipient: intruder.recipient }];
    // The true stewards stand in the file, and the server's own key signed it.
    const chain = [await signStatement({ ...first.statement, desks }, intruder.key)];
    const forged = await memberOfNetwork({ ...other, chain });
    expect(await kinds(withOrganisations(draft, [own, forged], [home.chain, chain]), key)).toBe("anchor");

    const bare = { ...(await memberOfNetwork({ ...other, chain: [] })), stewards: first.statement.stewards };
    const vouched = { ...bare, desks: [{ desk: other.desk, recipient: other.recipient }] };
    const seen = await review(withOrganisations(draft, [own, vouched]), key);
    expect(seen).toMatchObject({ changes: [{ kind: "new", stewards: [...bare.stewards, other.recipient] }] });
    const { root } = await prepared;
    const last = await root.sign([own, vouched]);
    const swapped = { ...vouched, desks: [{ desk: other.desk, recipient: intruder.recipient }] };
    expect(await kinds({ ...withOrganisations(draft, [own, vouched]), last }, key)).toEqual(["nothing"]);
    expect(await kinds({ ...withOrganisations(draft, [own, swapped]), last }, key)).toBe("history");
  });

  test("a history that this root did not sign, and what is no draft, are refused", async () => {
    const { draft, key, other } = await prepared;
    expect(await kinds(draft, (await Root.make()).key.verifyKey)).toBe("history");
    const stranger = await Root.make();
    const last = await stranger.sign([await memberOfNetwork(other)]);
    expect(await kinds({ ...draft, last }, key)).toBe("history");
    for (const none of [null, {}, { ...draft, v: 2 }, { ...draft, organisations: [[{}]] }, { ...draft, last: {} }])
      expect(await kinds(none as RootDraft, key)).toBe("shape");
  });
});

describe("from the server to the root's machine and back", () => {
  const [site, away] = [dataFolder(), dataFolder()];
  const running: Running[] = [];
  afterEach(async () => {
    delete process.env.THRESHOLD_ROOT;
    for (const { child, end } of running.splice(0)) {
      if (child.exitCode === null) child.kill("SIGTERM");
      await end();
    }
  });
  afterAll(() => {
    site.remove();
    away.remove();
  });
  /** One step, in this process: each of its own would take seconds. */
  async function step(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
    const [out, errors]: [string[], string[]] = [[], []];
    const spies = [
      vi.spyOn(console, "log").mockImplementation((line: string) => void out.push(line)),
      vi.spyOn(console, "error").mockImplementation((line: string) => void errors.push(line)),
    ];
    try {
      return { code: await directory(args), out: out.join("\n"), errors: errors.join("\n") };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  test("a name that would move the cursor cannot hide what is shown before signing", async () => {
    const made = await step("root", "--out", join(away.path, "shown"));
    expect(made).toMatchObject({ code: 0, errors: "" });
    const home = await makeHome();
    const named = { ...(await memberOfNetwork(home)), name: "Invented\u001b[2K\u001b[1A\u202E" };
    const content = { root: "offline" as const, couriers: [], organisations: [named] };
    const draft: RootDraft = { v: 1, content, last: null, organisations: [home.chain] };
    const file = join(away.path, "shown.json");
    writeFileSync(file, JSON.stringify(draft));
    const looked = await step("sign", file, "--root", join(away.path, "shown", "root.json"));
    expect(looked).toMatchObject({ code: 0, errors: "" });
    expect(looked.out).toContain("Invented");
    expect(looked.out).not.toMatch(/[\p{Cf}]|\p{Cc}(?<!\n)/u);
  });

  test("a phone trusts the list once the root has signed, and the server alone cannot", {
    timeout: 180_000,
  }, async () => {
    const made = await step("root", "--out", away.path);
    expect(made).toMatchObject({ code: 0, errors: "" });
    const root = /THRESHOLD_ROOT=(\S{43})/.exec(made.out)?.[1] ?? "";
    expect((await step("root", "--out", away.path)).errors).toMatch(/There is such a file already/);
    process.env.THRESHOLD_ROOT = root;
    const server = run("start", "--data", site.path, "--port", "0");
    running.push(server);
    const address = await server.find(/Field \(phone\):\s+(\S+)\/\n/);
    const code = await server.find(/demo police station: (\S+)/);
    const enrolled = (await ask(anonymous(address), "POST", "/enrol", await useCode(code, "A".repeat(43)))).body as {
      token: string;
    };
    const trust = () =>
      ask({ address, headers: { authorization: `Bearer ${enrolled.token}` } }, "GET", "/device/trust");
    expect((await trust()).status).toBe(503);

    const [draft, signed] = [join(away.path, "draft.json"), join(away.path, "signed.json")];
    expect(await step("draft", "--data", site.path, "--out", draft)).toMatchObject({ code: 0, errors: "" });
    const key = join(away.path, "root.json");
    const looked = await step("sign", draft, "--root", key);
    expect(looked).toMatchObject({ code: 0, errors: "" });
    expect(looked.out.match(/^New: /gm)).toHaveLength(7);
    expect(looked.out).toMatch(/Nothing was signed/);
    expect(await step("sign", draft, "--root", key, "--yes", "--out", signed)).toMatchObject({ code: 0, errors: "" });
    const text = readFileSync(signed, "utf8");
    writeFileSync(join(away.path, "changed.json"), text.replace('"offline"', '"this-machine"'));
    expect((await step("take", join(away.path, "changed.json"), "--data", site.path)).code).toBe(2);
    expect(await step("take", signed, "--data", site.path)).toMatchObject({ code: 0, errors: "" });
    expect((await step("take", signed, "--data", site.path)).errors).toMatch(/does not follow/);
    const checked = await checkTrust(
      beginPin({ network: await networkOf(root), root }),
      (await trust()).body as TrustFile,
      new Date(),
    );
    expect(checked.ok && checked.value.organisations.length).toBe(7);
    expect(checked.ok && checked.value.root).toBe("offline");
  });

  test("says how it is used", async () => {
    for (const args of [[], ["nothing"], ["draft"], ["sign", "x"], ["take"]]) {
      const { code, errors } = await step(...args);
      expect(code, args.join(" ")).toBe(2);
      expect(errors).toMatch(/Usage: npx threshold directory STEP/);
    }
    expect((await step("take", "nothing.json")).errors).toMatch(/THRESHOLD_ROOT/);
    process.env.THRESHOLD_ROOT = "A".repeat(43);
    expect((await step("take", "nothing.json")).errors).toMatch(/This did not work/);
    expect(await step("--help")).toMatchObject({ code: 0, errors: "" });
  });
});
