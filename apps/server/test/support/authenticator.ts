import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest();
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

interface Asked {
  readonly challenge: string;
}
/** What a test changes to see it refused. */
interface Twist {
  readonly origin?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly host?: string;
}

/** A passkey as a security key makes one (WebAuthn level 3, attestation "none", ES256), without a browser around it. */
export class Authenticator {
  readonly id = randomBytes(32).toString("base64url");
  readonly #key: KeyObject;
  readonly #public: Buffer;
  #counter = 0;

  constructor() {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#key = pair.privateKey;
    const { x = "", y = "" } = pair.publicKey.export({ format: "jwk" });
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]);
    this.#public = Buffer.from(isoCBOR.encode(cose as Parameters<typeof isoCBOR.encode>[0]));
  }

  /** Answers `/passkeys/ask`. */
  make(asked: Asked, origin: string, twist: Twist = {}): object {
    const data = Buffer.concat([
      this.#head(twist.host ?? new URL(origin).hostname, 0x41, 0),
      Buffer.alloc(16),
      Buffer.from([0, 32]),
      Buffer.from(this.id, "base64url"),
      this.#public,
    ]);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", new Uint8Array(data)],
    ]);
    const encoded = isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]);
    return this.#answer({
      clientDataJSON: this.#client("webauthn.create", asked, origin, twist).toString("base64url"),
      attestationObject: Buffer.from(encoded).toString("base64url"),
      transports: ["usb"],
    });
  }

  /** Answers `/passkeys/use/ask`. */
  use(asked: Asked, origin: string, twist: Twist = {}): object {
    this.#counter = twist.counter ?? this.#counter + 1;
    const data = this.#head(twist.host ?? new URL(origin).hostname, 0x01, this.#counter);
    const client = this.#client("webauthn.get", asked, origin, twist);
    return this.#answer({
      clientDataJSON: client.toString("base64url"),
      authenticatorData: data.toString("base64url"),
      signature: sign("sha256", Buffer.concat([data, sha256(client)]), this.#key).toString("base64url"),
    });
  }

  #head(host: string, flags: number, counter: number): Buffer {
    const head = Buffer.alloc(37);
    sha256(host).copy(head);
    head[32] = flags;
    head.writeUInt32BE(counter, 33);
    return head;
  }

  #client(type: string, asked: Asked, origin: string, twist: Twist): Buffer {
    const challenge = twist.challenge ?? asked.challenge;
    return json({ type, challenge, origin: twist.origin ?? origin, crossOrigin: false });
  }

  #answer(response: object): object {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response };
  }
}
