import { rmSync } from "node:fs";
import { launch } from "../apps/server/src/database/launcher.ts";
import { enrolPhone, makeOrganisation } from "../apps/server/test/support/actors.ts";
import { temporaryFolder } from "../apps/server/test/support/folder.ts";
import { openSite } from "../apps/server/test/support/site.ts";
import { card, referral, send, story } from "../apps/server/test/support/writing.ts";
import { sealCard, sealStory } from "../packages/sealing/src/index.ts";
import { signEnvelope } from "../packages/sealing/src/signing.ts";

const runs = 200;

/** What sealing and signing take of a referral's whole time, from its words to the server's receipt in hand, all on one machine. */
export async function shareOfSealing(): Promise<string[]> {
  const folder = await temporaryFolder();
  const cluster = await launch({ data: folder, bin: process.env.THRESHOLD_PG_BIN });
  const site = await openSite({ ...cluster.address, folder });
  try {
    const [police, shelter, unit] = [
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
    ];
    const phone = await enrolPhone(site, police);
    const recipients = [shelter.key.recipient, unit.key.recipient];
    const times = { sealing: 0, signing: 0, whole: 0 };
    const timed = async (what: keyof typeof times, work: () => Promise<unknown>) => {
      const before = performance.now();
      await work();
      times[what] += performance.now() - before;
    };
    for (let run = 0; run < runs; run += 1) {
      await timed("whole", async () => {
        const made = await referral(phone, { to: shelter, fallback: unit });
        const answer = await send(phone, made);
        if (answer.status !== 201) throw new Error(`refused: ${answer.text}`);
      });
      // The same once more by itself, with the same words for the same two desks.
      await timed("sealing", () => Promise.all([sealCard(card, recipients), sealStory(story, recipients)]));
      const { envelope } = await referral(phone, { to: shelter });
      phone.seq -= 1;
      await timed("signing", () => signEnvelope(envelope, phone.signing.privateKey));
    }
    const each = (ms: number) => `${(ms / runs).toFixed(1)} ms`;
    const share = ((times.sealing + times.signing) / times.whole) * 100;
    return [
      `a referral from its words to the receipt: ${each(times.whole)}; sealing card and story for two desks ${each(times.sealing)}, signing ${each(times.signing)} = ${share.toFixed(0)} % of it, without a network in between`,
    ];
  } finally {
    await site.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
