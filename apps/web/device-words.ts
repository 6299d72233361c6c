import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const name = "virtual:device-words";
const prefix = "telling.device.";

/** Sentences that a device shows while no page is open, in each language, as the worker carries them: it loads nothing. */
export function deviceWords(knowledge: string): Plugin {
  return {
    name: "device-words",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(read(knowledge))};` : null),
  };
}

function read(knowledge: string) {
  const languages = readdirSync(knowledge, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return languages.flatMap(({ name: tag }) => {
    const file = join(knowledge, tag, "desk.json");
    if (!readdirSync(join(knowledge, tag)).includes("desk.json")) return [];
    const { language, direction, messages } = JSON.parse(readFileSync(file, "utf8"));
    const own = Object.entries(messages).filter(([key]) => key.startsWith(prefix));
    return [
      { language, direction, words: Object.fromEntries(own.map(([key, text]) => [key.slice(prefix.length), text])) },
    ];
  });
}
