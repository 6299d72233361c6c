import type { Letter } from "./mail.ts";
import type { Unsent } from "./notices.store.ts";
import type { MailWords } from "./words.ts";

/** The mail of these notices: one says what it is and its reference; of several, only how many there are. No name, no service. */
export function letterOf(
  words: MailWords,
  notices: readonly Pick<Unsent, "kind" | "reference">[],
  site: string | null,
): Letter {
  const n = notices.length;
  const [only] = notices;
  const lines: string[] = [];
  if (n === 1 && only !== undefined) {
    const what = words(`mail.kind.${only.kind}`);
    lines.push(only.reference === null ? what : words("mail.line", { reference: only.reference, what }));
    lines.push(site === null ? words("mail.sign-in") : words("mail.sign-in-at", { address: site }));
  } else {
    lines.push(words("mail.many", { n }));
    if (site !== null) lines.push(site);
  }
  return { subject: words("mail.subject", { n }), text: [...lines, "", words("mail.end"), ""].join("\n") };
}

/** The mail with the code that confirms an address. No link: a program that opens every link of a mail confirms nothing. */
export function codeLetter(words: MailWords, code: string): Letter {
  const lines = [
    words("mail.code", { code }),
    words("mail.code-where"),
    words("mail.code-why"),
    "",
    words("mail.end"),
    "",
  ];
  return { subject: words("mail.code-subject"), text: lines.join("\n") };
}
