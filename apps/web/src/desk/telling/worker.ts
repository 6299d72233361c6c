import all from "virtual:device-words";
import { messageOf, wordsFor } from "./device.ts";

/**
 * The Desk's worker. It shows a message while no page is open, and leads to the Desk when somebody taps it. It keeps no file and
 * answers no request: nothing of the Desk is on this computer because of it.
 */
interface Event {
  waitUntil(work: Promise<unknown>): void;
  readonly data?: { text(): string } | null;
  readonly notification?: { close(): void };
}
interface Tab {
  readonly url: string;
  focus(): Promise<unknown>;
}
interface Worker {
  addEventListener(kind: "push" | "notificationclick", act: (event: Event) => void): void;
  readonly registration: { showNotification(title: string, options: NotificationOptions): Promise<void> };
  readonly clients: {
    matchAll(which: { readonly type: "window"; readonly includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(address: string): Promise<unknown>;
  };
}
const worker = self as unknown as Worker;
const place = "/desk";

worker.addEventListener("push", (event) => {
  const words = wordsFor(all, navigator.languages);
  const { title, ...options } = messageOf(event.data?.text() ?? "", words);
  event.waitUntil(worker.registration.showNotification(title, options));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification?.close();
  event.waitUntil(openDesk());
});

async function openDesk(): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = tabs.find(({ url }) => new URL(url).pathname === place);
  await (open === undefined ? worker.clients.openWindow(place) : open.focus());
}
