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

/** Asks over HTTP. `body` undefined sends none; a string goes as it is, for what is no JSON. */
export async function ask(client: Client, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${client.address}/api${path}`, {
    method,
    headers: { ...client.headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text), text };
}

export const anonymous = (address: string): Client => ({ address, headers: { origin: address } });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
