import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Jobs } from "../jobs/jobs.ts";
import { openMailer } from "./mail.ts";
import { openPusher } from "./push.ts";
import { openPushKeys } from "./push-keys.ts";
import { readRules } from "./rules.ts";
import type { Telling } from "./telling.ts";
import { readWords } from "./words.ts";

const compiled = fileURLToPath(new URL("../../../../knowledge/dist/", import.meta.url));

export interface TellingOptions {
  /** Country whose rules hold; the one the knowledge was built for where it is left out. */
  readonly country?: string | undefined;
  /** The server's own keys; those for push messages lie beside them. */
  readonly keyFile: string;
  /** `smtps://user:password@host`; no mail where it is left out. */
  readonly smtp?: string | undefined;
  readonly mailFrom?: string | undefined;
  /** Where the site is reached from outside, `https://refer.example`. */
  readonly address?: string | undefined;
  /** For tests alone: push services on this machine. */
  readonly pushAnywhere?: boolean;
}

/** Everything the server tells its members with. @throws a sentence where a setting cannot be right */
export async function openTelling(options: TellingOptions, jobs: Jobs): Promise<Telling> {
  const { country, keyFile, smtp, mailFrom, address = null, pushAnywhere = false } = options;
  if (smtp !== undefined && mailFrom === undefined)
    throw new Error("THRESHOLD_SMTP is set, and THRESHOLD_MAIL_FROM is not: from which address does mail come?");
  if (address !== null && !/^https?:\/\/[^/\s]+\/?$/.test(address))
    throw new Error("THRESHOLD_ADDRESS has to look like https://refer.example, without a path.");
  const file = join(compiled, country === undefined ? "" : `countries/${country}`, "country.json");
  const subject = mailFrom === undefined ? (address ?? "https://threshold.invalid") : `mailto:${mailFrom}`;
  return {
    rules: await readRules(file),
    mail: smtp === undefined || mailFrom === undefined ? null : await openMailer(smtp, mailFrom),
    words: await readWords(join(compiled, "en", "mail.json")),
    push: openPusher(await openPushKeys(join(dirname(keyFile), "push.json")), subject, { anywhere: pushAnywhere }),
    ...{ address, jobs },
  };
}
