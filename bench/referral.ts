import { readdirSync, readFileSync, rmSync } from "node:fs";
import { launch } from "../apps/server/src/database/launcher.ts";
import { enrolPhone, makeOrganisation, memberOf } from "../apps/server/test/support/actors.ts";
import { ask } from "../apps/server/test/support/client.ts";
import { temporaryFolder } from "../apps/server/test/support/folder.ts";
import { openSite } from "../apps/server/test/support/site.ts";
import { accepted, opened, referral, send } from "../apps/server/test/support/writing.ts";

/** 53 pages at 13 ms of server CPU each, measured on the UK's form (shared anchors). */
const ukMilliseconds = 53 * 13;
const ukPages = 53;
const ourScreens = 6;
const runs = 200;

/** CPU of every PostgreSQL process of this cluster, in milliseconds; null where the system does not tell. */
function databaseCpu(folder: string): number | null {
  try {
    const ticks = readdirSync("/proc")
      .filter((pid) => /^\d+$/.test(pid))
      .reduce((sum, pid) => {
        try {
          const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
          if (
            !stat.includes("(postgres)") ||
            !readFileSync(`/proc/${pid}/cwd/postmaster.opts`, "utf8").includes(folder)
          )
            return sum;
          const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
          return sum + Number(fields[11]) + Number(fields[12]);
        } catch {
          return sum;
        }
      }, 0);
    return ticks * 10;
  } catch {
    return null;
  }
}

/**
 * Server CPU of whole referrals: the phone's post, the desk's inbox, the case, the opening, the story, the acceptance, and the
 * phone's look at what came of it. Sealing and signing, which phones and desks do, are done before the clock starts; the asking
 * side of HTTP runs in the same process and is counted too, so the figure is an upper bound.
 */
export async function journey(): Promise<string[]> {
  const folder = await temporaryFolder();
  const cluster = await launch({ data: folder, bin: process.env.THRESHOLD_PG_BIN });
  const site = await openSite({ ...cluster.address, folder });
  try {
    const police = await makeOrganisation(site, { kind: "police" });
    const shelter = await makeOrganisation(site);
    const unit = await makeOrganisation(site, { kind: "specialised-unit" });
    const phone = await enrolPhone(site, police);
    const desk = memberOf(shelter);
    const prepare = async () => {
      const sent = await referral(phone, { to: shelter, fallback: unit });
      const opening = await opened(desk, sent.envelope);
      return { sent, opening, acceptance: await accepted(desk, sent.envelope, [opening.envelope.id]) };
    };
    const prepared: Awaited<ReturnType<typeof prepare>>[] = [];
    for (let n = 0; n < runs + 20; n += 1) {
      prepared.push(await prepare());
    }
    const walk = async ({ sent, opening, acceptance }: (typeof prepared)[number]) => {
      const id = sent.envelope.case;
      const answers = [
        await send(phone, sent),
        await ask(desk, "GET", "/inbox?box=waiting"),
        await ask(desk, "GET", `/cases/${id}`),
        await send(desk, opening),
        await ask(desk, "GET", `/cases/${id}/story?opening=${opening.envelope.id}`),
        await send(desk, acceptance),
        await ask(phone, "GET", "/device/referrals"),
      ];
      const wrong = answers.find(({ status }) => status >= 300);
      if (wrong !== undefined) throw new Error(`a step was refused: ${wrong.status} ${wrong.text}`);
    };
    for (const one of prepared.splice(0, 20)) await walk(one);
    const before = { cpu: process.cpuUsage(), database: databaseCpu(folder) };
    for (const one of prepared) await walk(one);
    const { user, system } = process.cpuUsage(before.cpu);
    const after = databaseCpu(folder);
    const node = (user + system) / 1000 / runs;
    const database = before.database === null || after === null ? null : (after - before.database) / runs;
    return [
      `  ${runs} referrals, 7 requests each`,
      `server CPU for one whole referral: ${node.toFixed(1)} ms in Node (the asking side included)${database === null ? "" : ` and ${database.toFixed(1)} ms in PostgreSQL`} = ${(node / ukMilliseconds).toFixed(3)} × the UK form's ${ukMilliseconds} ms`,
      `screens from the first sign to sent: ${ourScreens} = ${(ourScreens / ukPages).toFixed(2)} × the UK form's ${ukPages} pages (counted by e2e/journey.test.ts)`,
    ];
  } finally {
    await site.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
