import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type InlineConfig, type Plugin } from "vite";

/**
 * Builds one page into a single file, with its script, its style and all its words inside. Browsers keep compiled scripts by their
 * address even where the answer says `no-store`, but none that stand in a page: so such a page leaves no file on somebody's computer.
 * @param page path of its HTML
 * @param config what the other pages are built with: aliases, styles
 */
export function wholePage(
  page: string,
  dist: string,
  config: Pick<InlineConfig, "root" | "oxc" | "resolve" | "css">,
): Plugin {
  return {
    name: "whole-page",
    apply: "build",
    async writeBundle() {
      const made = await build({
        ...config,
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        build: {
          write: false,
          target: "es2022",
          modulePreload: false,
          rollupOptions: { input: page, output: { codeSplitting: false } },
        },
      });
      const files = [made].flat().flatMap((one) => ("output" in one ? one.output : []));
      const scripts = files.flatMap((file) => (file.type === "chunk" ? [file.code] : []));
      const styles = files.flatMap((file) =>
        file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : [],
      );
      const [script = "", ...more] = scripts;
      if (more.length > 0) throw new Error(`${basename(page)} was built into ${scripts.length} scripts, not into one`);
      writeFileSync(join(dist, basename(page)), inside(readFileSync(page, "utf8"), script, styles.join("")));
    },
  };
}

/** The page with script and style in the place of what names their files. */
function inside(html: string, script: string, style: string): string {
  const code = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  return html
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${code}</script>`);
}
