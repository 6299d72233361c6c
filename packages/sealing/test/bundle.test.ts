import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { expect, test } from "vitest";

/** As the web app is built: the post-quantum code is left out. */
const withoutPostQuantum: Plugin = {
  name: "without-post-quantum",
  setup(builder) {
    builder.onResolve({ filter: /^@noble\/post-quantum\/hybrid\.js$/ }, () => ({ path: "empty", namespace: "empty" }));
    builder.onLoad({ filter: /.*/, namespace: "empty" }, () => ({
      contents: "export const MLKEM768P256 = {}, MLKEM768X25519 = {};",
    }));
  },
};

async function bundle(name: string) {
  const entry = fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "browser",
    minify: true,
    write: false,
    metafile: true,
    plugins: [withoutPostQuantum],
    logLevel: "silent",
  });
  const packages = Object.keys(result.metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.slice(1, 2) ?? [],
  );
  return {
    packages: [...new Set(packages)].sort(),
    inputs: Object.keys(result.metafile.inputs),
    text: result.outputFiles[0]?.text ?? "",
  };
}

test("signing alone carries no age and no Argon2id", async () => {
  const { packages } = await bundle("signing");
  expect(packages).toEqual(["@scure/base", "canonicalize"]);
});

test("Argon2id comes only with the passphrase's entry", async () => {
  expect((await bundle("index")).packages).not.toContain("hash-wasm");
  expect((await bundle("passphrase")).packages).toContain("hash-wasm");
});

test("nothing reaches for Node: every entry is built for a browser, and runs without post-quantum code", async () => {
  for (const name of ["index", "passphrase", "signing"]) {
    const { inputs } = await bundle(name);
    expect(inputs.filter((path) => path.startsWith("node:"))).toEqual([]);
  }
  const { text } = await bundle("index");
  const built: typeof import("../src/index.ts") = await import(
    `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`
  );
  const { secret, recipient } = await built.makeIdentity();
  const sealed = await built.seal(Uint8Array.of(1, 2, 3), [recipient]);
  expect(sealed.ok && (await built.open(sealed.value, [secret]))).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
});
