import { sha256Hex } from "@threshold/sealing";

/**
 * The policy of a page that has its one script and its one style inside: nothing but exactly these, and nothing from or to anywhere
 * else, so that not even a fault in it could send a word away.
 * @param html as it is sent
 */
export async function policyOfWhole(html: string): Promise<string> {
  const named = async (part: RegExp) =>
    (await Promise.all([...html.matchAll(part)].map(([, words = ""]) => named256(words)))).join(" ") || "'none'";
  return [
    "default-src 'none'",
    `script-src ${await named(/<script type="module">([\s\S]*?)<\/script>/g)}`,
    `style-src ${await named(/<style>([\s\S]*?)<\/style>/g)}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

const named256 = async (words: string): Promise<string> =>
  `'sha256-${Buffer.from(await sha256Hex(new TextEncoder().encode(words)), "hex").toString("base64")}'`;
