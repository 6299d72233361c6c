import { resolve } from "node:path";
import type { Site } from "@threshold/server";
import type { Words } from "./words.ts";

/** What somebody needs to know once the site runs: its addresses, and how to get in. */
export function introduce(words: Words, site: Site, data: string): string {
  const { guide, setup, cluster } = site;
  const address = forBrowsers(site.address);
  const row = (name: string, value: string) => `  ${`${words.say(`command.${name}`)}:`.padEnd(17)} ${value}`;
  const lines = [
    "",
    row("address-field", `${address}/`),
    row("address-desk", `${address}/desk`),
    row("address-docs", `${address}/api/docs`),
    row("data", data),
    "",
  ];
  if (cluster !== null && !cluster.startsWith(resolve(data))) {
    lines.push(row("database", words.say("command.database-elsewhere", { cluster, data: resolve(data) })), "");
  }
  if (guide !== null) {
    lines.push(
      `  ${words.say("command.demo")}`,
      `  ${words.say("command.demo-passphrase", { passphrase: guide.passphrase })}`,
      ...guide.members.map(({ handle, name }) => `    ${handle.padEnd(14)} ${name}`),
      ...(guide.phone === null ? [] : [`  ${words.say("command.demo-phone", { code: guide.phone.code })}`]),
      "",
    );
  }
  if (setup !== null) lines.push(`  ${words.say("command.setup", { code: setup.code })}`, "");
  return lines.join("\n");
}

/** `localhost` on this computer: without HTTPS, browsers give keys and the sign-in cookie only to that name. */
function forBrowsers(address: string): string {
  const { hostname, port } = new URL(address);
  return ["127.0.0.1", "[::1]", "localhost"].includes(hostname) ? `http://localhost:${port}` : address;
}
