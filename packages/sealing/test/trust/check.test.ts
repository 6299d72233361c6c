import { beforeAll, describe, expect, test } from "vitest";
import {
  checkTrust,
  isPin,
  nextOrganisation,
  type OrganisationStatement,
  type Pin,
  type Signed,
  signStatement,
  type TrustFile,
} from "../../src/trust/index.ts";
import {
  type Home,
  later,
  makeHome,
  makePerson,
  memberOfNetwork,
  type Person,
  personOf,
  pinOf,
  Root,
  start,
} from "../support/network.ts";

let root: Root;
let home: Home;
let other: Home;
let file: TrustFile;
let pin: Pin;

async function extended(
  { chain, ...rest }: Home,
  by = rest.people[0],
  change: Partial<OrganisationStatement> = {},
): Promise<Home> {
  const last = chain.at(-1)?.statement;
  if (last === undefined || by === undefined) throw new Error("nothing to extend");
  const next = await nextOrganisation(last, change, later(1));
  return { ...rest, chain: [...chain, await signStatement({ ...next, ...change }, by.key)] };
}

beforeAll(async () => {
  [root, home, other] = [await Root.make(), await makeHome(), await makeHome()];
  await root.sign([await memberOfNetwork(home), await memberOfNetwork(other)]);
  file = await root.file([home, other]);
  const first = await checkTrust(await pinOf(root), file, start);
  if (!first.ok) throw new Error(first.why);
  pin = first.value.pin;
});
const why = async (seen: Pin | null, given: TrustFile, now = later(1)) => {
  const checked = await checkTrust(seen, given, now);
  return checked.ok ? "ok" : checked.why;
};

describe("a checked directory", () => {
  test("names the key of each desk, and none for what it does not cover", async () => {
    const checked = await checkTrust(pin, file, later(1));
    if (!checked.ok) throw new Error(checked.why);
    const { value: trust } = checked;
    expect(trust.deskKey(home.id, home.desk)).toBe(home.recipient);
    expect(trust.deskKey(other.id, home.desk)).toBeNull();
    expect(trust.deskKey(home.id, other.desk)).toBeNull();
    expect(trust.deskKey(crypto.randomUUID(), home.desk)).toBeNull();
    expect(trust.pin).toEqual(pin);
    expect(trust.organisations.map((one) => one.id)).toEqual([home.id, other.id]);
  });

  test("is accepted at first sight, whatever its root, and then bound to it", async () => {
    expect(await why(null, file)).toBe("ok");
    const stranger = await Root.make();
    await stranger.sign([await memberOfNetwork(home)]);
    expect(await why(null, await stranger.file([home]))).toBe("ok");
    expect(await why(pin, await stranger.file([home]))).toBe("root-differs");
    expect(await why(await pinOf(root), await stranger.file([home]))).toBe("root-differs");
  });

  test("runs out after 90 days", async () => {
    expect(await why(pin, file, later(89))).toBe("ok");
    expect(await why(pin, file, later(90))).toBe("expired");
  });

  test("vouched for by the root alone counts while an organisation has signed nothing", async () => {
    const alone = await Root.make();
    const [first] = other.chain;
    const bare = {
      ...(await memberOfNetwork(home)),
      statement: null,
      desks: [{ desk: home.desk, recipient: home.recipient }],
    };
    await alone.sign([bare]);
    const seen = await checkTrust(null, await alone.file([]), start);
    expect(seen.ok && seen.value.deskKey(home.id, home.desk)).toBe(home.recipient);
    expect(await why(null, await alone.file([home]))).toBe("ok");
    const forged = {
      ...home,
      chain: first === undefined ? [] : [{ ...first, statement: { ...first.statement, organisation: home.id } }],
    };
    expect(await why(null, await alone.file([forged]))).toBe("steward-unknown");
  });
});

describe("what the root says", () => {
  test("is refused where anything of it was changed after signing", async () => {
    const { network } = file;
    const [first] = network.statement.organisations;
    const swaps = [
      { ...network.statement, expires: "2030-01-01T00:00:00Z" },
      { ...network.statement, version: 9 },
      { ...network.statement, couriers: ["B".repeat(43)] },
      { ...network.statement, organisations: network.statement.organisations.slice(1) },
      {
        ...network.statement,
        organisations: [{ ...first, name: "Another name" }, ...network.statement.organisations.slice(1)],
      },
    ];
    for (const statement of swaps)
      expect(await why(pin, { ...file, network: { ...network, statement } } as TrustFile)).toBe("signature-wrong");
  });

  test("never goes back, and never splits", async () => {
    const mine = await Root.make();
    await mine.sign([await memberOfNetwork(home)]);
    await mine.sign([await memberOfNetwork(home), await memberOfNetwork(other)], later(1));
    await mine.sign([await memberOfNetwork(home)], later(2));
    const seen = async (version: number) => {
      const checked = await checkTrust(await pinOf(mine), await mine.file([home, other], 0, version - 1), later(3));
      if (!checked.ok) throw new Error(checked.why);
      return checked.value.pin;
    };
    expect(await why(await seen(3), await mine.file([home], 3))).toBe("ok");
    expect(await why(await seen(1), await mine.file([home], 1))).toBe("ok");
    expect(await why(await seen(2), await mine.file([home], 2))).toBe("ok");
    expect(await why(await seen(3), await mine.file([home], 0, 0))).toBe("rolled-back");
    // A second history with the same key: as a server does that holds the root itself.
    const fork = await Root.make();
    Object.assign(fork, { key: mine.key });
    await fork.sign([await memberOfNetwork(home), await memberOfNetwork(other)]);
    expect(await why(await seen(1), await fork.file([home, other]))).toBe("split");
    await fork.sign([await memberOfNetwork(home)], later(1));
    expect(await why(await seen(1), await fork.file([home], 1))).toBe("split");
    await fork.sign([await memberOfNetwork(home)], later(2));
    expect(await why(await seen(1), await fork.file([home], 1))).toBe("split");
    expect(await why(await seen(1), { ...(await mine.file([home], 1)), since: [] })).toBe("split");
  });

  test("is no other network's, though the same key signed it", async () => {
    const [signed] = root.signed;
    if (signed === undefined) throw new Error("nothing signed");
    const moved = await signStatement({ ...signed.statement, network: crypto.randomUUID() }, root.key);
    expect(await why(null, { ...file, network: moved })).toBe("root-differs");
  });
});

describe("what an organisation says", () => {
  test("is followed from steward to steward", async () => {
    const newcomer = await makePerson("administrator");
    const second = await extended(home, personOf(home, 1), {
      stewards: [personOf(home, 0).key.verifyKey, newcomer.key.verifyKey],
    });
    const third = await extended(second, newcomer, {
      desks: [{ desk: home.desk, version: 2, recipient: other.recipient }],
    });
    const checked = await checkTrust(pin, await root.file([third, other]), later(2));
    expect(checked.ok && checked.value.deskKey(home.id, home.desk)).toBe(other.recipient);
    const early = await extended(home, newcomer);
    expect(await why(pin, await root.file([early, other]))).toBe("steward-unknown");
    const late = await extended(third, personOf(home, 1));
    expect(await why(pin, await root.file([late, other]))).toBe("steward-unknown");
  });

  test("a caseworker, a stranger or nobody's key cannot swap a desk's key", async () => {
    const desks = [{ desk: home.desk, version: 2, recipient: other.recipient }];
    for (const by of [personOf(home, 2), personOf(other, 0), await makePerson("administrator")])
      expect(await why(pin, await root.file([await extended(home, by, { desks }), other]))).toBe("steward-unknown");
    const [first] = home.chain;
    if (first === undefined) throw new Error("no chain");
    const swapped = { ...first, statement: { ...first.statement, desks } };
    expect(await why(pin, await root.file([{ ...home, chain: [swapped] }, other]))).toBe("split");
    const second = await extended(home);
    const tampered = second.chain.map((one, at) =>
      at === 1 ? { ...one, statement: { ...one.statement, desks } } : one,
    );
    expect(await why(pin, await root.file([{ ...home, chain: tampered }, other]))).toBe("signature-wrong");
  });

  test("never goes back, is never left out, and never splits", async () => {
    const second = await extended(home);
    const checked = await checkTrust(pin, await root.file([second, other]), later(2));
    if (!checked.ok) throw new Error(checked.why);
    const seen = checked.value.pin;
    expect(await why(seen, await root.file([home, other]))).toBe("rolled-back");
    expect(await why(seen, await root.file([other]))).toBe("rolled-back");
    expect(await why(null, await root.file([other]))).toBe("rolled-back");
    const split = await extended(home, personOf(home, 1), { desks: [] });
    expect(await why(seen, await root.file([split, other]))).toBe("split");
    const loose = await extended(home, undefined, { previous: "0".repeat(64) });
    expect(await why(pin, await root.file([loose, other]))).toBe("split");
    const jumped = await extended(second, undefined, { version: 4 });
    expect(await why(seen, await root.file([jumped, other]))).toBe("split");
    const cut = { ...file, organisations: [second.chain.slice(1), other.chain] as Signed<OrganisationStatement>[][] };
    expect(await why(null, cut)).toBe("split");
  });

  test("the root can name who signs on where nobody is left, and nothing older counts any more", async () => {
    const mine = await Root.make();
    await mine.sign([await memberOfNetwork(home)]);
    const second = await extended(home);
    const rescuer = await makePerson("administrator");
    await mine.sign([{ ...(await memberOfNetwork(second)), stewards: [rescuer.key.verifyKey] }], later(1));
    expect(await why(null, await mine.file([await extended(second, rescuer)]))).toBe("ok");
    expect(await why(null, await mine.file([await extended(second)]))).toBe("steward-unknown");
    expect(await why(null, { ...(await mine.file([second])), organisations: [home.chain] })).toBe("rolled-back");
  });
});

describe("whom the root names where a client knows other stewards", () => {
  let mine: Root;
  let seen: Pin;
  let rescuer: Person;
  /** The statement after the one that was seen, by somebody whom the root names, with a desk key of hers. */
  let taken: Home;
  beforeAll(async () => {
    [mine, rescuer] = [await Root.make(), await makePerson("administrator")];
    await mine.sign([await memberOfNetwork(home)]);
    const first = await checkTrust(await pinOf(mine), await mine.file([home]), start);
    if (!first.ok) throw new Error(first.why);
    seen = first.value.pin;
    taken = await extended(home, rescuer, {
      stewards: [rescuer.key.verifyKey],
      desks: [{ desk: home.desk, version: 2, recipient: other.recipient }],
    });
    await mine.sign([{ ...(await memberOfNetwork(home)), stewards: [rescuer.key.verifyKey] }], later(1));
    await mine.sign([await memberOfNetwork(taken)], later(2));
  });
  const checked = async (from: Pin, given: TrustFile, sure: readonly string[] = []) => {
    const result = await checkTrust(from, given, later(3), sure);
    if (!result.ok) throw new Error(result.why);
    const [known] = result.value.organisations;
    if (known === undefined) throw new Error("no organisation");
    return { trust: result.value, known };
  };

  test("named alone, she certifies nobody and nothing else changes", async () => {
    const { trust, known } = await checked(seen, await mine.file([home], 1, 1));
    expect(known.stewards).toEqual([]);
    expect(known.named).toEqual([]);
    expect(trust.deskKey(home.id, home.desk)).toBe(home.recipient);
  });

  test("what she signs is told, and nothing of that organisation counts, also later and on top of it", async () => {
    const further = await extended(taken, rescuer, { gone: [] });
    await mine.sign([await memberOfNetwork(further)], later(2));
    for (const [from, given] of [
      [seen, await mine.file([taken], 1, 1)],
      [seen, await mine.file([taken], 1, 2)],
      [(await checked(seen, await mine.file([taken], 1, 2))).trust.pin, await mine.file([further], 3, 3)],
    ] as const) {
      const { trust, known } = await checked(from, given);
      expect(known.named).toEqual([rescuer.key.verifyKey]);
      expect([known.stewards, known.desks, known.gone]).toEqual([[], [], []]);
      expect(trust.deskKey(home.id, home.desk)).toBeNull();
      expect(isPin(JSON.parse(JSON.stringify(trust.pin)))).toBe(true);
      const { id, key } = personOf(home, 1);
      const entry = { kind: "accepted", author: id, organisation: home.id, desk: home.desk, at: start.toISOString() };
      const by = await trust.author({ ...entry, verifyKey: key.verifyKey }, home.certificates[1]);
      expect(by).toEqual({ ok: false, why: "not-certified" });
    }
  });

  test("counts for whoever is sure of her, from then on", async () => {
    const given = await mine.file([taken], 1, 2);
    const { pin: doubted } = (await checked(seen, given)).trust;
    for (const from of [seen, doubted]) {
      const { trust, known } = await checked(from, given, [rescuer.key.verifyKey]);
      expect(known.named).toEqual([]);
      expect(trust.deskKey(home.id, home.desk)).toBe(other.recipient);
      const after = await checked(trust.pin, await mine.file([taken], 3, 2));
      expect(after.trust.deskKey(home.id, home.desk)).toBe(other.recipient);
    }
    expect((await checked(seen, given, [personOf(home, 2).key.verifyKey])).known.named).not.toEqual([]);
  });

  test("cannot be hidden by leaving out what was seen before", async () => {
    const whole = await mine.file([taken], 1, 2);
    expect(await why(seen, { ...whole, organisations: [taken.chain.slice(1)] })).toBe("split");
    expect(await why(seen, { ...whole, organisations: [] })).toBe("rolled-back");
    // At first sight the root's word is all there is.
    expect(await why(null, { ...whole, organisations: [taken.chain.slice(1)] })).toBe("ok");
  });

  test("stewards who follow one another are not told, however long one was away", async () => {
    const third = await extended(
      await extended(home, personOf(home, 1), { stewards: [rescuer.key.verifyKey] }),
      rescuer,
      { desks: [{ desk: home.desk, version: 2, recipient: other.recipient }] },
    );
    const theirs = await Root.make();
    Object.assign(theirs, { key: mine.key, signed: mine.signed.slice(0, 1) });
    await theirs.sign([await memberOfNetwork(third)], later(2));
    const { trust, known } = await checked(seen, await theirs.file([third], 1));
    expect(known.named).toEqual([]);
    expect(trust.deskKey(home.id, home.desk)).toBe(other.recipient);
  });
});

test("what has not the shape of a directory is refused, and nothing throws", async () => {
  const wrong: unknown[] = [
    {},
    { ...file, network: null },
    { ...file, organisations: [[]] },
    { ...file, organisations: [home.chain, home.chain] },
    { ...file, organisations: [[...home.chain, ...other.chain]] },
    { ...file, organisations: "none" },
    { ...file, network: { ...file.network, by: "short" } },
    { ...file, network: { ...file.network, statement: { ...file.network.statement, expires: "never" } } },
  ];
  for (const given of wrong) expect(await why(null, given as TrustFile)).toBe("wrong-shape");
});
