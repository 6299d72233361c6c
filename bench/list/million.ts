import { rmSync } from "node:fs";
import type { Inbox } from "@threshold/contract";
import { type Connection, connect } from "../../apps/server/src/database/connect.ts";
import { launch } from "../../apps/server/src/database/launcher.ts";
import { beginSession } from "../../apps/server/src/sign-in/session.store.ts";
import { ask, type Client } from "../../apps/server/test/support/client.ts";
import { temporaryFolder } from "../../apps/server/test/support/folder.ts";
import { openSite, type TestSite } from "../../apps/server/test/support/site.ts";
import { envelopesOfTen, fill, homeOf } from "./fill.ts";

const organisations = 500;
const asked = 2_000;
const warm = 100;
/** As many cases as are in sight on a large screen, with what is scrolled to next. */
const inSight = 50;
const boxes = ["waiting", "mine", "all"] as const;
type Timed = (typeof boxes)[number] | "cards" | "peer";

interface Home {
  readonly client: Client;
  readonly desk: string;
}

/**
 * How long the server takes for the first page of each box and for the cards of one screen, where it keeps a million envelopes of 500
 * organisations; each time by another member, over HTTP, one after the other. Beside it what a query of its own takes from the same process in the
 * same moment: the same desk's newest rows by one index, prepared, without row-level security.
 */
export async function inboxOfMany(envelopes = 1_000_000): Promise<string[]> {
  const folder = await temporaryFolder();
  const cluster = await launch({ data: folder, bin: process.env.THRESHOLD_PG_BIN });
  const site = await openSite({ ...cluster.address, folder });
  const root = await connect(site.source, "root");
  try {
    const cases = Math.round((envelopes / envelopesOfTen) * 10);
    const loading = performance.now();
    await fill(root, { organisations, cases });
    const loaded = (performance.now() - loading) / 1000;
    const { rows } = await root.query(
      "select (select count(*) from entry) as envelopes, pg_database_size(current_database()) as size",
    );
    const homes = await signIn(site, root);
    const { times, length } = await measure(homes, site);
    const lines = (name: Timed) => {
      const [half, most, peer] = [at(times[name], 0.5), at(times[name], 0.99), at(times.peer, 0.5)];
      return `  ${name}: median ${half.toFixed(1)} ms, 99th percentile ${most.toFixed(1)} ms = ${(half / peer).toFixed(1)} × the peer`;
    };
    return [
      `  ${rows[0].envelopes.toLocaleString("en")} envelopes in ${cases.toLocaleString("en")} cases of ${organisations} organisations, ${(rows[0].size / 2 ** 30).toFixed(1)} GiB, loaded in ${loaded.toFixed(0)} s`,
      `  one page: ${length.waiting} lines of "waiting", ${length.mine} of "mine", ${length.all} of "all"; ${asked} of each asked`,
      ...boxes.map(lines),
      lines("cards"),
      `  peer, a prepared query of ${length.all} rows by one index: median ${at(times.peer, 0.5).toFixed(1)} ms, 99th percentile ${at(times.peer, 0.99).toFixed(1)} ms`,
    ];
  } finally {
    await root.end();
    await site.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signIn({ house, address }: TestSite, root: Connection): Promise<Home[]> {
  const homes: Home[] = [];
  for (let n = 0; n < organisations; n += 1) {
    const { member, organisation, desk } = (await root.query(homeOf, [n])).rows[0];
    const made = { member, organisation, level: "full", factorAt: null, browser: "other" } as const;
    const token = await beginSession(house, made);
    homes.push({ desk, client: { address, headers: { origin: address, cookie: `__Host-threshold=${token}` } } });
  }
  return homes;
}

async function measure(homes: readonly Home[], { source, log }: TestSite) {
  const peer = await connect(source, "root");
  const times: Record<Timed, number[]> = { waiting: [], mine: [], all: [], cards: [], peer: [] };
  const length = { waiting: 0, mine: 0, all: 0 };
  const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
    const before = performance.now();
    const result = await work();
    into.push(performance.now() - before);
    return result;
  };
  for (let n = 0; n < asked + warm; n += 1) {
    const { client, desk } = homes[(n * 137) % homes.length] as Home;
    for (const box of boxes) {
      const answer = await timed(times[box], () => ask(client, "GET", `/inbox?box=${box}`));
      if (answer.status !== 200) throw new Error(`refused: ${answer.text} ${JSON.stringify(log.slice(-2))}`);
      const { lines } = answer.body as Inbox;
      length[box] = Math.max(length[box], lines.length);
      if (box !== "mine") continue;
      const body = { cases: lines.slice(0, inSight).map((line) => line.case) };
      const found = await timed(times.cards, () => ask(client, "POST", "/inbox/found", body));
      if (found.status !== 200) throw new Error(`refused: ${found.text} ${JSON.stringify(log.slice(-2))}`);
    }
    await timed(times.peer, () =>
      peer.query({
        name: "peer",
        text: "select * from referral where receiver_desk = $1 order by received_at desc limit 500",
        values: [desk],
      }),
    );
  }
  await peer.end();
  for (const some of Object.values(times)) some.splice(0, warm);
  return { times, length };
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
