import type { BrowserContextOptions, CDPSession } from "playwright-core";
import { computer, narrow, Profile } from "../e2e/support/browser.ts";
import { Desk } from "../e2e/support/desk.ts";
import { Field } from "../e2e/support/field.ts";
import { Site } from "../e2e/support/site.ts";

const passphrase = "four quiet lamps by the door";
/** Lighthouse's slow 4G, and a processor four times slower than this machine's: the peer of the first page's figures. */
const slow = { latency: 562.5, downloadThroughput: (1_475 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 };
const runs = 3;

/**
 * How long somebody who is entitled waits at night on another machine: from the tap on "sign in" until a story is on the screen, with
 * nothing in the browser's caches. The walk's own steps (choosing the referral, saying for what) are clicked at once.
 */
export async function firstStory(): Promise<string[]> {
  const site = await Site.open();
  try {
    const reference = await refer(site);
    const fast = await measure(site, reference, computer, null);
    const phone = await measure(site, reference, narrow, slow);
    return [
      line("on a computer, on this machine's own network", fast),
      line(`on a phone: processor 4× slower, latency ${slow.latency} ms, 1,475 kbit/s`, phone),
    ];
  } finally {
    await site.remove();
  }
}

/** Sends one referral to the shelter, as the demo's police phone. @returns its reference */
async function refer(site: Site): Promise<string> {
  const [police, officer] = [await Profile.open(computer), await Profile.open(narrow)];
  try {
    const desk = new Desk(await police.newPage());
    await desk.open(site.url);
    await desk.signIn("police@demo", passphrase);
    const code = await desk.enrolPhone();
    const field = new Field(await officer.newPage());
    await field.open(site.url);
    await field.readyOffline();
    await field.connect(code);
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    const reference = await field.refer({
      ...{ danger: "no", basis: "consent", first: "Harbour, safe place to stay", fallback: null },
      consent: { language: "en", interpreter: "none-needed", given: "spoken" },
      story: { calledAs: "Invented Person", narrative: "Invented words. ".repeat(60) },
    });
    if (reference === null || !(await field.isSent())) throw new Error("the referral was not sent");
    return reference;
  } finally {
    await Promise.all([police.remove(), officer.remove()]);
  }
}

async function measure(
  site: Site,
  reference: string,
  view: BrowserContextOptions,
  network: typeof slow | null,
): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const profile = await Profile.open(view);
    try {
      const page = await profile.newPage();
      if (network !== null) await slowDown(await profile.context.newCDPSession(page), network);
      const desk = new Desk(page);
      await desk.open(site.url);
      const before = performance.now();
      await desk.signIn("shelter@demo", passphrase);
      await desk.openReferral(reference);
      await desk.openStory("answer");
      times.push(performance.now() - before);
    } finally {
      await profile.remove();
    }
  }
  return times;
}

async function slowDown(session: CDPSession, network: typeof slow): Promise<void> {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, ...network });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

function line(where: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return `from sign-in to the first opened story, ${where}: median ${seconds(sorted[runs >> 1] ?? Number.NaN)} s, worst of ${runs} ${seconds(sorted.at(-1) ?? Number.NaN)} s`;
}
