/** The one Trusted Types policy of the app: it lets the service worker's own address through and nothing else. */
interface TrustedFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

const worker = "/sw.js";

function address(): string {
  const factory = (globalThis as { trustedTypes?: TrustedFactory }).trustedTypes;
  if (factory === undefined) return worker;
  const policy = factory.createPolicy("threshold", {
    createScriptURL: (url) => {
      if (url !== worker) throw new TypeError("only the service worker has an address here");
      return url;
    },
  });
  return policy.createScriptURL(worker);
}

/** Makes the app work without a network from the second opening on; silently not where the browser has no service workers. */
export async function worksOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(address(), { scope: "/" }).catch(() => undefined);
}
