import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { compress } from "./compress.ts";
import { filesOf } from "./precache.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  publicDir: here("public"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: {
      "@knowledge": here("../../knowledge/dist"),
      // Only X25519 recipients are ever used here: the post-quantum half would add 20 kB (docs/decisions/0004).
      "@noble/post-quantum/hybrid.js": here("src/shared/no-post-quantum.ts"),
    },
  },
  css: { preprocessorOptions: { scss: { loadPaths: [here("../../node_modules"), here("../..")], quietDeps: true } } },
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { field: here("index.html"), desk: here("desk.html") } },
  },
  plugins: [
    VitePWA({
      strategies: "generateSW",
      injectRegister: false,
      manifest: false,
      workbox: {
        globPatterns: ["index.html", "clear.html", "assets/*.{js,css,json}", "*.{svg,png,webmanifest}"],
        // The Desk needs the network by nature; its files stay out of the phone's storage.
        manifestTransforms: [
          (entries) => {
            const wanted = filesOf(here("dist/.vite/manifest.json"), "index.html");
            const manifest = entries.filter(({ url }) => !url.startsWith("assets/") || wanted.has(url));
            return { manifest, warnings: [] };
          },
        ],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [/^\/api\//, /^\/desk/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        skipWaiting: false,
        runtimeCaching: [],
      },
    }),
    compress(here("dist")),
  ],
});
