import type { Jobs } from "../jobs/jobs.ts";
import type { Mailer } from "./mail.ts";
import type { Pusher } from "./push.ts";
import type { TellingRules } from "./rules.ts";
import type { MailWords } from "./words.ts";

/** What the server tells its members with. */
export interface Telling {
  readonly rules: TellingRules;
  /** Null where whoever runs the server has not set up mail. */
  readonly mail: Mailer | null;
  readonly words: MailWords;
  readonly push: Pusher;
  /** Where the site is reached from outside, for a line in the mail; null where nobody said. */
  readonly address: string | null;
  readonly jobs: Jobs;
}
