import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a client sent, as it left the browser. */
export interface Asked {
  readonly method: string;
  /** With its query: `/api/cases/…/story?opening=…`. */
  readonly path: string;
  /** The JSON body; null where there was none. */
  readonly body: unknown;
}

interface Rule {
  readonly method: string;
  readonly path: RegExp;
}
interface AnswerRule extends Rule {
  readonly change: (body: never, asked: Asked) => unknown;
}
interface AskRule extends Rule {
  readonly change: (body: never) => unknown;
}

/**
 * A server that has turned against its users: it stands before the real one and changes what it says, and what it is told. The
 * browser cannot tell it from the real one; only what the client checks by itself is in its way.
 */
export class Tamperer {
  /** Everything that came from the browser to the API since the last {@link forget}. */
  readonly seen: Asked[] = [];
  readonly #target: URL;
  #answers: AnswerRule[] = [];
  #asks: AskRule[] = [];
  #server: Server | null = null;
  #port = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  static async open(target: string): Promise<Tamperer> {
    const proxy = new Tamperer(target);
    const server = createServer((asked, reply) => {
      proxy.#pass(asked, reply).catch(() => reply.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    proxy.#server = server;
    proxy.#port = (server.address() as AddressInfo).port;
    return proxy;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** Changes what the server answers, where it answers well. */
  answer<Body>(method: string, path: RegExp, change: (body: Body, asked: Asked) => unknown): void {
    this.#answers.push({ method, path, change });
  }

  /** Changes what the server is told. */
  ask<Body>(method: string, path: RegExp, change: (body: Body) => unknown): void {
    this.#asks.push({ method, path, change });
  }

  /** Behaves like the real one again. What was seen stays. */
  behave(): void {
    this.#answers = [];
    this.#asks = [];
  }

  forget(): void {
    this.seen.length = 0;
  }

  /** What was posted since the last {@link forget}, as text. */
  posted(path: RegExp): string[] {
    return this.seen
      .filter((one) => one.method !== "GET" && path.test(one.path))
      .map(({ body }) => JSON.stringify(body));
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async #pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const [method, path] = [asked.method ?? "GET", asked.url ?? "/"];
    const raw = await wholeOf(asked);
    const api = path.startsWith("/api/");
    const seen: Asked = { method, path, body: api ? parsed(raw) : null };
    if (api) this.seen.push(seen);
    const fits = (rule: Rule) => rule.method === method && rule.path.test(path);
    const told = this.#asks.filter(fits).reduce((body, rule) => rule.change(body as never), seen.body);
    const rules = this.#answers.filter(fits);
    const sent = told === seen.body ? raw : Buffer.from(JSON.stringify(told));
    const answer = await this.#forward(asked, sent, api);
    const body = await wholeOf(answer);
    const { "transfer-encoding": _, "content-length": __, ...headers } = answer.headers;
    const good = (answer.statusCode ?? 500) < 300;
    let value = parsed(body);
    for (const rule of good ? rules : []) value = await rule.change(value as never, seen);
    const out = good && rules.length > 0 ? Buffer.from(JSON.stringify(value)) : body;
    reply.writeHead(answer.statusCode ?? 502, { ...headers, "content-length": out.length });
    reply.end(out);
  }

  #forward(asked: IncomingMessage, body: Buffer, api: boolean): Promise<IncomingMessage> {
    const { "accept-encoding": packed, ...rest } = asked.headers;
    const headers = { ...rest, ...(api || packed === undefined ? {} : { "accept-encoding": packed }) };
    if (body.length > 0) headers["content-length"] = String(body.length);
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#target;
      const onward = request({ hostname, port, method: asked.method, path: asked.url, headers }, resolve);
      onward.once("error", reject);
      onward.end(body);
    });
  }
}

async function wholeOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
