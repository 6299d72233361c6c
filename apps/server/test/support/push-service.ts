import { createDecipheriv, createECDH, createHmac, type ECDH, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

/** A browser's end of a subscription: it alone can open what is pushed to it. */
export interface Browser {
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  /** What came, opened, oldest first. */
  readonly messages: string[];
}

/** A push service on this machine (RFC 8030): takes sealed messages for its browsers. */
export interface PushService {
  subscribe(): Browser;
  /** What each message came with. */
  readonly headers: Record<string, string | string[] | undefined>[];
  /** Sealed bytes as the push service saw them. */
  readonly bodies: Buffer[];
  /** What it answers from now on; 201 takes the message. */
  answers: number;
  stop(): Promise<void>;
}

export async function openPushService(): Promise<PushService> {
  const ends = new Map<string, { readonly keys: ECDH; readonly auth: Buffer; readonly messages: string[] }>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const end = ends.get(request.url ?? "");
    const status = end === undefined ? 404 : service.answers;
    if (status === 201 && end !== undefined) {
      service.headers.push(request.headers);
      service.bodies.push(body);
      end.messages.push(open(body, end.keys, end.auth));
    }
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const service: PushService = {
    subscribe() {
      const [keys, auth, path] = [
        createECDH("prime256v1"),
        randomBytes(16),
        `/push/${randomBytes(16).toString("hex")}`,
      ];
      const p256dh = keys.generateKeys().toString("base64url");
      const messages: string[] = [];
      ends.set(path, { keys, auth, messages });
      const endpoint = `http://127.0.0.1:${port}${path}`;
      return { subscription: { endpoint, keys: { p256dh, auth: auth.toString("base64url") } }, messages };
    },
    headers: [],
    bodies: [],
    answers: 201,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return service;
}

const hmac = (key: Buffer, ...data: Buffer[]) => createHmac("sha256", key).update(Buffer.concat(data)).digest();

/** Opens a message as a browser does: RFC 8291, written from the document and not with the library that sealed it. */
function open(body: Buffer, keys: ECDH, auth: Buffer): string {
  const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)];
  const [sender, sealed] = [body.subarray(21, 21 + idLength), body.subarray(21 + idLength)];
  const one = Buffer.from([1]);
  const secret = keys.computeSecret(sender);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]);
  const ikm = hmac(hmac(auth, secret), info, one);
  const prk = hmac(salt, ikm);
  const key = hmac(prk, Buffer.from("Content-Encoding: aes128gcm\0"), one).subarray(0, 16);
  const nonce = hmac(prk, Buffer.from("Content-Encoding: nonce\0"), one).subarray(0, 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString();
}
