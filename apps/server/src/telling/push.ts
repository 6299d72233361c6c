/// <reference path="./web-push.d.ts" />
import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { PushMessage } from "@threshold/contract";
import type webPush from "web-push";
import { lookupOutside, mayBePush } from "./endpoint.ts";
import type { PushKeys } from "./push-keys.ts";

/** A browser that takes push messages. */
export interface Subscriber {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** `gone`: the browser takes them no more. `later`: the push service does not at the moment. */
export type Pushed = "sent" | "gone" | "later";

export interface Pusher {
  /** VAPID public key, base64url. */
  readonly key: string;
  /** Whether a push service may be at this address. */
  mayBe(endpoint: string): boolean;
  send(to: Subscriber, message: PushMessage, urgent: boolean): Promise<Pushed>;
}

const dayInSeconds = 86_400;
const patience = 10_000;
/** All messages have one length: what push services see of them does not tell one kind from another. */
const length = 256;

/**
 * @param subject who runs the server, `mailto:` or `https:`: push services ask for it
 * @param options.anywhere for tests alone: addresses on this machine too
 */
export function openPusher(keys: PushKeys, subject: string, options: { readonly anywhere?: boolean } = {}): Pusher {
  const anywhere = options.anywhere === true;
  const mayBe = (endpoint: string) => anywhere || mayBePush(endpoint);
  return {
    key: keys.publicKey,
    mayBe,
    async send({ endpoint, p256dh, auth }, message, urgent) {
      if (!mayBe(endpoint)) return "gone";
      const details = await sealed({ endpoint, keys: { p256dh, auth } }, message, { subject, keys, urgent });
      if (details === null) return "gone";
      const status = await post(details, anywhere).catch(() => null);
      if (status === 404 || status === 410) return "gone";
      return status !== null && status >= 200 && status < 300 ? "sent" : "later";
    },
  };
}

type Details = ReturnType<typeof webPush.generateRequestDetails>;

/** Null where the browser's keys are none. */
async function sealed(
  to: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } },
  message: PushMessage,
  { subject, keys, urgent }: { readonly subject: string; readonly keys: PushKeys; readonly urgent: boolean },
): Promise<Details | null> {
  // At the first message: a start stays quick.
  const { default: webPush } = await import("web-push");
  try {
    return webPush.generateRequestDetails(to, JSON.stringify(message).padEnd(length), {
      vapidDetails: { subject, publicKey: keys.publicKey, privateKey: keys.privateKey },
      ...{ TTL: dayInSeconds, urgency: urgent ? "high" : "normal", contentEncoding: "aes128gcm" },
    });
  } catch {
    return null;
  }
}

/** Follows no redirect, and reads nothing of the answer but its status. */
function post({ endpoint, method, headers, body }: Details, anywhere: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const ask = endpoint.startsWith("http:") ? overHttp : overHttps;
    const signal = AbortSignal.timeout(patience);
    const asked = ask(
      endpoint,
      { method, headers, signal, agent: false, ...(anywhere ? {} : { lookup: lookupOutside }) },
      (answer) => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}
