import type { FoundLine } from "@threshold/contract";
import { doWork } from "@threshold/sealing/work";
import { pageHeader, pageToken } from "../../src/sign-in/page-token.ts";
import { workHeader } from "../../src/sign-in/work.ts";

/** An answer with its body read: JSON where it is JSON, else text. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

export interface Client {
  readonly address: string;
  /** Sent with each request: a cookie, a bearer token, an origin. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks over HTTP. `body` undefined sends none; a string goes as it is, for what is no JSON. A session's writes carry the token of its
 * page, and work that the server asks for is done, as our own pages do; with `plainly` neither.
 */
export async function ask(
  client: Client,
  method: string,
  path: string,
  body?: unknown,
  { plainly = false } = {},
): Promise<Answer> {
  const session = /__Host-threshold=([A-Za-z0-9_-]+)/.exec(client.headers.cookie ?? "")?.[1];
  const token = session === undefined || plainly ? {} : { [pageHeader]: await pageToken(session) };
  const send = (more: Readonly<Record<string, string>>) =>
    fetch(`${client.address}/api${path}`, {
      method,
      headers: {
        ...token,
        ...client.headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...more,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  let response = await send({});
  const task = response.status === 428 && !plainly ? response.headers.get(workHeader) : null;
  if (task !== null) {
    await response.arrayBuffer();
    response = await send({ [workHeader]: (await doWork(task)) ?? "" });
  }
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text), text };
}

/** A case as `/inbox/found` names it: with its sealed card, base64, where that may be opened; undefined where she may not see it. */
export async function findCase(client: Client, id: string): Promise<FoundLine | undefined> {
  const { body } = await ask(client, "POST", "/inbox/found", { cases: [id] });
  return (body as { lines?: FoundLine[] }).lines?.[0];
}

export const anonymous = (address: string): Client => ({ address, headers: { origin: address } });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
