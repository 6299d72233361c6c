import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { unwrapDesk } from "@threshold/sealing";
import { derive, openMember } from "@threshold/sealing/passphrase";
import { makeSigningKey } from "@threshold/sealing/signing";
import { codeTicket } from "@threshold/sealing/trust";
import { afterEach, describe, expect, it } from "vitest";
import { postmasterLives, postmasterPid } from "../src/database/stale.ts";
import { readNetwork } from "../src/demo/network.ts";
import { type Site, startSite } from "../src/index.ts";
import {
  cookieOf,
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signIn,
  useCode,
  type Writer,
} from "./support/actors.ts";
import { type Answer, anonymous, ask, findCase } from "./support/client.ts";
import { removeLater, temporaryFolder } from "./support/folder.ts";
import { referral, send } from "./support/writing.ts";

const command = fileURLToPath(new URL("./support/command.ts", import.meta.url));
const pgBin = process.env.THRESHOLD_PG_BIN;
const children: ChildProcess[] = [];
const sites: Site[] = [];
afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  for (const site of sites.splice(0)) await site.stop();
  await removeLater();
});

interface Run {
  readonly child: ChildProcess;
  output(): string;
  /** The first match in the output, waited for. */
  find(pattern: RegExp): Promise<string>;
  end(): Promise<number | null>;
}
function threshold(...args: string[]): Run {
  const child = spawn(process.execPath, ["--import", "tsx", command, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, "exit");
  return {
    child,
    output: () => text,
    find: async (pattern) => {
      for (let tries = 0; tries < 1200; tries += 1) {
        const found = pattern.exec(text)?.[1];
        if (found !== undefined) return found;
        if (child.exitCode !== null) break;
        await wait(50);
      }
      throw new Error(`not found: ${pattern}\n${text}`);
    },
    end: async () => {
      await ended;
      return child.exitCode;
    },
  };
}

describe("threshold start", () => {
  it("opens the demo, loses nothing when killed between send and read, verifies, and stops when asked", {
    timeout: 180_000,
  }, async () => {
    const data = await temporaryFolder();
    const first = threshold("start", "--data", data, "--port", "0");
    const address = await first.find(/Field \(phone\):\s+(http:\S+)\/\s/);
    const [code, passphrase] = [
      await first.find(/demo police station: (\S+)/),
      await first.find(/Passphrase for all of them: (.+)\n/),
    ];
    expect((await ask(anonymous(address), "GET", "/setup")).body).toEqual({ needed: false, demo: true });

    const signing = await makeSigningKey({ extractable: false });
    const enrolled = (await ask(anonymous(address), "POST", "/enrol", await useCode(code, signing.verifyKey))).body as {
      device: string;
      token: string;
      organisation: { id: string };
      desk: { id: string };
    };
    const at = { organisation: enrolled.organisation.id, desk: enrolled.desk.id };
    const headers = { authorization: `Bearer ${enrolled.token}` };
    const phone: Writer = { kind: "device", id: enrolled.device, address, headers, at, signing, seq: 0 };
    const { services } = (await ask(phone, "GET", "/device/directory")).body as {
      services: { organisation: { id: string; kind: string; name: string }; desk: { id: string; recipient: string } }[];
    };
    expect(new Set(services.map((service) => service.organisation.id)).size).toBe(
      (await readNetwork()).organisations.length,
    );
    const shelter = services.find((service) => service.organisation.kind === "shelter");
    if (!shelter) throw new Error("no shelter");
    const to = {
      ...shelter.organisation,
      desk: { organisation: shelter.organisation.id, desk: shelter.desk.id },
      key: { recipient: shelter.desk.recipient, secret: "" },
      members: [],
    };
    const made = await referral(phone, { to: to satisfies Organisation });
    expect((await send(phone, made)).status).toBe(201);

    first.child.kill("SIGKILL");
    await first.end();
    const second = threshold("start", "--data", data, "--port", "0");
    const again = await second.find(/Field \(phone\):\s+(http:\S+)\/\s/);
    const kdf = (await ask(anonymous(again), "POST", "/sign-in/start", { handle: "shelter@demo" })).body as Parameters<
      typeof derive
    >[1];
    const derived = await derive(passphrase, kdf);
    if (!derived.ok) throw new Error(derived.why);
    const answer = await signIn(again, "shelter@demo", derived.value.proof);
    const session = answer.body as { bundle: string; desks: { recipient: string; wrapped: string }[] };
    const secrets = await openMember(session.bundle, derived.value.unlock);
    if (!secrets.ok) throw new Error(secrets.why);
    const [desk] = session.desks;
    if (!desk) throw new Error("no desk");
    expect((await unwrapDesk(desk, [secrets.value.identity.secret])).ok).toBe(true);
    const client = { address: again, headers: { origin: again, cookie: cookieOf(answer) } };
    expect((await ask(client, "GET", "/inbox")).body).toMatchObject({ lines: [{ case: made.envelope.case }] });
    expect(await findCase(client, made.envelope.case)).toMatchObject({ card: expect.any(String) });
    expect(await send({ ...phone, address: again }, made)).toMatchObject({ status: 200, body: { repeated: true } });

    const verify = threshold("verify", "--data", data);
    expect(await verify.end(), verify.output()).toBe(0);
    expect(verify.output()).toMatch(/1 receipts, 1 entries, 2 sealed parts \(0 erased\), .*: all fit/);

    const taken = threshold("start", "--data", data, "--port", new URL(again).port);
    expect(await taken.end()).toBe(1);
    expect(taken.output()).toMatch(/Port \d+ on 127.0.0.1 is taken by another program/);

    expect(second.output()).not.toMatch(new RegExp(`${made.envelope.case}|shelter@demo".*event`));
    second.child.kill("SIGTERM");
    expect(await second.end(), second.output()).toBe(0);
    expect(await postmasterLives(join(data, "postgres"))).toBe(false);
  });

  it("without the demo shows a code for the first organisation", { timeout: 120_000 }, async () => {
    const run = threshold("start", "--data", await temporaryFolder(), "--port", "0", "--no-demo");
    const address = await run.find(/Field \(phone\):\s+(http:\S+)\/\s/);
    const code = await run.find(/first organisation: (\S+)/);
    expect((await ask(anonymous(address), "GET", "/setup")).body).toEqual({ needed: true, demo: false });
    expect((await ask(anonymous(address), "POST", "/join/start", { ticket: await codeTicket(code) })).status).toBe(200);
    run.child.kill("SIGINT");
    expect(await run.end()).toBe(0);
  });

  it("says what is wrong with its options", async () => {
    const run = threshold("start", "--port", "many");
    expect(await run.end()).toBe(2);
    expect(run.output()).toMatch(/--port takes a number/);
  });
});

describe("a bad day", () => {
  it("the database is killed: requests are told so, nothing acknowledged is lost, and it comes back by itself", {
    timeout: 120_000,
  }, async () => {
    const data = await temporaryFolder();
    const log: object[] = [];
    const site = await startSite({
      data,
      host: "127.0.0.1",
      port: 0,
      demo: false,
      pgBin,
      log: (line) => log.push(line),
      web: "/nowhere",
    });
    sites.push(site);
    const [police, shelter] = [await makeOrganisation(site), await makeOrganisation(site)];
    const phone = await enrolPhone(site, police);
    const made = await referral(phone, { to: shelter });
    expect((await send(phone, made)).status).toBe(201);
    expect((await ask(anonymous(site.address), "GET", "/health/ready")).status).toBe(200);

    process.kill((await postmasterPid(join(data, "postgres"))) ?? 0, "SIGKILL");
    // Its children notice a little later, and it comes back in a second or so: asked all the time, both show it.
    const seen: { inbox: Answer; ready: Answer }[] = [];
    for (let tries = 0; tries < 3000; tries += 1) {
      const [inbox, ready, live] = await Promise.all([
        ask(memberOf(shelter), "GET", "/inbox"),
        ask(anonymous(site.address), "GET", "/health/ready"),
        ask(anonymous(site.address), "GET", "/health/live"),
      ]);
      seen.push({ inbox, ready });
      expect(live.status).toBe(200);
      for (const { status } of [inbox, ready]) expect([200, 503]).toContain(status);
      const away = seen.some((one) => one.inbox.status === 503) && seen.some((one) => one.ready.status === 503);
      if (away && inbox.status === 200 && ready.status === 200) break;
      await wait(10);
    }
    expect(seen.find((one) => one.inbox.status === 503)?.inbox.body).toMatchObject({ code: "T-9002" });
    expect(seen.some((one) => one.ready.status === 503)).toBe(true);
    expect(seen.at(-1)?.ready.status).toBe(200);
    const inbox = await ask(memberOf(shelter), "GET", "/inbox");
    expect(inbox).toMatchObject({ status: 200, body: { lines: [{ case: made.envelope.case }] } });
    expect(await send(phone, made)).toMatchObject({ status: 200, body: { repeated: true } });
    expect(JSON.stringify(log)).not.toContain('"status":500');
  });
});
