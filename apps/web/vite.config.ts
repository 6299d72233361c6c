import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { compress } from "./compress.ts";
import { deviceWords } from "./device-words.ts";
import { hashes } from "./hashes.ts";
import { filesOf } from "./precache.ts";
import { wholePage } from "./whole-page.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Another folder for a build beside the usual one, such as one for another country. */
const dist = process.env.THRESHOLD_WEB || here("dist");
/** A country's own files, where one is named; else those that `npm run knowledge` chose. */
const country = process.env.THRESHOLD_COUNTRY;
const knowledge = here("../../knowledge/dist");
if (country && !existsSync(`${knowledge}/countries/${country}`))
  throw new Error(`There is no country "${country}". Run npm run knowledge: it names those that there are.`);

/** What every page is built with. */
const common = {
  root: here("."),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: {
      ...(country ? { "@knowledge/country.json": `${knowledge}/countries/${country}/country.json` } : {}),
      ...(country ? { "@knowledge/country-list.json": `${knowledge}/countries/${country}/country-list.json` } : {}),
      "@knowledge": knowledge,
      // Only X25519 recipients are ever used here: the post-quantum half would add 20 kB (docs/decisions/0004).
      "@noble/post-quantum/hybrid.js": here("src/shared/no-post-quantum.ts"),
    },
  },
  css: { preprocessorOptions: { scss: { loadPaths: [here("../../node_modules"), here("../..")], quietDeps: true } } },
} satisfies UserConfig;

export default defineConfig({
  publicDir: here("public"),
  ...common,
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        ...{ field: here("index.html"), desk: here("desk.html") },
        "desk-sw": here("src/desk/telling/worker.ts"),
      },
      // A worker's address is the same after each build: it says how far it reaches.
      output: { entryFileNames: ({ name }) => (name === "desk-sw" ? "desk-sw.js" : "assets/[name]-[hash].js") },
    },
  },
  plugins: [
    wholePage(here("information.html"), dist, common),
    deviceWords(knowledge),
    VitePWA({
      strategies: "generateSW",
      injectRegister: false,
      manifest: false,
      workbox: {
        // The page to show is on every phone from the first day, so that nothing tells whether it was ever opened.
        globPatterns: [
          "index.html",
          "clear.html",
          "information.html",
          "assets/*.{js,css,json}",
          "*.{svg,png,webmanifest}",
        ],
        // The Desk needs the network by nature; its files stay out of the phone's storage.
        manifestTransforms: [
          (entries) => {
            const wanted = filesOf(`${dist}/.vite/manifest.json`, "index.html");
            const manifest = entries.filter(({ url }) => !url.startsWith("assets/") || wanted.has(url));
            return { manifest, warnings: [] };
          },
        ],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [/^\/api\//, /^\/desk/, /^\/information/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        skipWaiting: false,
        runtimeCaching: [],
      },
    }),
    hashes(),
    compress(dist),
  ],
});
