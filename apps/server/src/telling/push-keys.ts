/// <reference path="./web-push.d.ts" />
import { keepOnce } from "../keys.ts";

/** The pair that push services know this server by (VAPID, RFC 8292): P-256, base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Reads the keys from `file`, or makes them there (mode 0600). Other keys would make every browser's subscription void. */
export async function openPushKeys(file: string): Promise<PushKeys> {
  const text = await keepOnce(file, async () => {
    const { default: webPush } = await import("web-push");
    return JSON.stringify({ v: 1, ...webPush.generateVAPIDKeys() });
  });
  const { v, publicKey, privateKey }: { v: number } & PushKeys = JSON.parse(text);
  if (v !== 1) throw new Error(`The keys for push messages in ${file} cannot be read.`);
  return { publicKey, privateKey };
}
