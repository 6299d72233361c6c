import type { Telling } from "@threshold/contract";
import { type Answered, call } from "../../shared/api.ts";
import { registerDeskWorker } from "../../shared/trust.ts";
import { current } from "../session.ts";

/** How this browser stands to messages for whoever is signed in. */
export type PushHere = "on" | "off" | "denied" | "cannot";

/** Whose messages this browser shows: computers are shared. Holds a member's id, nothing else. */
const place = "desk-push-of";
const scope = "/desk";

const can = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export async function pushHere(): Promise<PushHere> {
  if (!can()) return "cannot";
  if (Notification.permission === "denied") return "denied";
  const subscription = await subscriptionHere();
  return subscription !== null && localStorage.getItem(place) === current().member.id ? "on" : "off";
}

async function subscriptionHere(): Promise<globalThis.PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  return registration?.scope.endsWith(scope) ? registration.pushManager.getSubscription() : null;
}

/**
 * Asks the person whether this browser may show messages, the browser's own push service for an address, and tells it to the server.
 * Called when a button is pressed, and at no other time.
 * @returns the server's answer; `denied` where the person or the browser says no, `failed` where the push service does
 */
export async function turnOn(key: string): Promise<Answered<Telling> | "denied" | "failed"> {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const subscription = await Promise.race([subscribe(key).catch(() => null), later()]);
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  if (endpoint === undefined || keys?.p256dh === undefined || keys.auth === undefined) return "failed";
  const { p256dh, auth } = keys;
  const answer = await call<Telling>("/telling/push", { method: "POST", body: { endpoint, keys: { p256dh, auth } } });
  if (answer.ok) localStorage.setItem(place, current().member.id);
  return answer;
}

/** Where no push service answers, a browser may ask it for ever. */
const later = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), 8_000));

async function subscribe(key: string): Promise<globalThis.PushSubscription> {
  const registration = await registerDeskWorker();
  await active(registration);
  // An address that was made for another key of the server is good for nothing.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** Push asks for a worker that has begun. */
function active({ installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const next = installing ?? waiting;
  if (next === null || next.state === "activated") return Promise.resolve();
  return new Promise((resolve) => {
    next.addEventListener("statechange", () => {
      if (next.state === "activated" || next.state === "redundant") resolve();
    });
  });
}

/** No messages here any more: the server forgets the address, the browser its worker. */
export async function turnOff(): Promise<Answered<Telling> | null> {
  const subscription = await subscriptionHere();
  if (subscription === null) return null;
  const { endpoint } = subscription;
  const answer = await call<Telling>("/telling/push", { method: "DELETE", body: { endpoint } });
  if (!answer.ok) return answer;
  localStorage.removeItem(place);
  await subscription.unsubscribe().catch(() => false);
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
  return answer;
}
