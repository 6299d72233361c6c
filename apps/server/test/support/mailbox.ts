import { SMTPServer } from "smtp-server";

export interface Received {
  readonly to: string;
  readonly from: string;
  /** As it came over the line: headers and body. */
  readonly raw: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail server that listens on this machine and keeps what it is handed. */
export interface Mailbox {
  readonly url: string;
  readonly letters: Received[];
  /** False: it answers each letter that it cannot take it now. */
  works: boolean;
  stop(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const letters: Received[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS"], disableReverseLookup: true },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (!box.works)
          return done(
            Object.assign(new Error(`no room for ${addressOf(session.envelope.rcptTo[0])}`), { responseCode: 451 }),
          );
        const raw = Buffer.concat(chunks).toString();
        const [head = "", ...body] = raw.split("\r\n\r\n");
        const { mailFrom, rcptTo } = session.envelope;
        const subject = /^subject: (.*)$/im.exec(head)?.[1] ?? "";
        letters.push({ to: addressOf(rcptTo[0]), from: addressOf(mailFrom), raw, subject, text: body.join("\n\n") });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const box: Mailbox = {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    works: true,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return box;
}

const addressOf = (part: unknown): string =>
  typeof part === "object" && part !== null && "address" in part ? String(part.address) : "";
