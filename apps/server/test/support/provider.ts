import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export interface ProviderProcess {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** Starts the agency's own sign-in on loopback. @param redirects addresses that it may lead back to */
export async function startProvider(redirects: readonly string[]): Promise<ProviderProcess> {
  const port = await freePort();
  const script = fileURLToPath(new URL("provider-process.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, String(port), ...redirects], { stdio: ["ignore", "pipe", "pipe"] });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      said += String(chunk);
    });
    child.stdout.on("data", (chunk) => {
      if (String(chunk).includes("ready")) resolve();
    });
    child.once("exit", () => reject(new Error(`the provider stopped at once:\n${said}`)));
  });
  return {
    issuer: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill();
      await gone;
    },
  };
}

/**
 * Goes through the provider's pages as a browser does, with its own cookies, until it leads back to us.
 * @returns the address that it leads back to
 */
export async function walkThrough(url: string, name: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(url);
  let form: URLSearchParams | null = null;
  for (let steps = 0; steps < 12; steps += 1) {
    const answer: Response = await fetch(next, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join("; ") },
      ...(form === null ? {} : { method: "POST", body: form }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const to = answer.headers.get("location");
    if (to === null) {
      const action = /<form[^>]*action="([^"]+)"/.exec(await answer.text())?.[1];
      if (action === undefined) throw new Error(`the provider shows no form: ${answer.status}`);
      next = new URL(action, next);
      form = new URLSearchParams({ prompt: "login", login: name, password: "any" });
    } else {
      form = null;
      const place = new URL(to, next);
      if (place.pathname === "/desk") return place;
      next = place;
    }
  }
  throw new Error("the provider leads in circles");
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
