/** The one Trusted Types policy of the app: it lets our service workers' own addresses through and nothing else. */
interface TrustedFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

/** The Field's keeps it working without a network; the Desk's shows messages while no page is open. */
const workers = { field: "/sw.js", desk: "/desk-sw.js" } as const;
const known: readonly string[] = Object.values(workers);

let policy: ReturnType<TrustedFactory["createPolicy"]> | undefined;

function address(worker: string): string {
  const factory = (globalThis as { trustedTypes?: TrustedFactory }).trustedTypes;
  if (factory === undefined) return worker;
  policy ??= factory.createPolicy("threshold", {
    createScriptURL: (url) => {
      if (!known.includes(url)) throw new TypeError("only our own workers have an address here");
      return url;
    },
  });
  return policy.createScriptURL(worker);
}

/** Makes the app work without a network from the second opening on; silently not where the browser has no service workers. */
export async function worksOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(address(workers.field), { scope: "/" }).catch(() => undefined);
}

/** The Desk's worker, once somebody asked for messages here. @throws where the browser takes none */
export function registerDeskWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(address(workers.desk), { scope: "/desk" });
}
