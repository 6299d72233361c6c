export interface Letter {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends mail, or throws without a word of what the mail server said: its answers name the address. */
export interface Mailer {
  send(to: string, letter: Letter): Promise<void>;
}

/**
 * @param url `smtps://user:password@host` or `smtp://…:587`; the line is encrypted, save to this machine itself
 * @param from the address that mail comes from
 * @throws where the two do not make sense together
 */
export async function openMailer(url: string, from: string): Promise<Mailer> {
  const { protocol, hostname, port, username, password } = readUrl(url);
  if (!/^[^@\s<>]+@[^@\s<>]+$/.test(from))
    throw new Error("THRESHOLD_MAIL_FROM has to be the plain address that mail comes from.");
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  // Only where there is mail: a start without it stays quick.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (protocol === "smtps:" ? 465 : 587) : Number(port),
    secure: protocol === "smtps:",
    requireTLS: !here,
    ignoreTLS: here && protocol === "smtp:",
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // Not this machine's own name.
    name: from.split("@")[1] ?? "localhost",
    ...{ connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000, dnsTimeout: 5_000 },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    async send(to, { subject, text }) {
      const headers = { "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" };
      const sent = await transport.sendMail({ from, to, subject, text, headers }).catch(() => null);
      if (sent === null) throw new Error("the mail server did not take it");
    },
  };
}

function readUrl(url: string): URL {
  try {
    const read = new URL(url);
    if (/^smtps?:$/.test(read.protocol) && read.hostname !== "") return read;
  } catch {
    // Said below, without the password that may stand in it.
  }
  throw new Error("THRESHOLD_SMTP has to look like smtps://user:password@mail.example or smtp://mail.example:587.");
}
