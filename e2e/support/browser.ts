import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../../tools/chromium.mjs";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const narrow = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const;
export const computer = { viewport: { width: 1280, height: 800 } } as const;

/** A browser profile of its own on disk, so that what it keeps can be searched and survives a closing. */
export class Profile {
  readonly folder = mkdtempSync(join(tmpdir(), "threshold-profile-"));
  private readonly options: BrowserContextOptions;
  context!: BrowserContext;

  constructor(options: BrowserContextOptions) {
    this.options = options;
  }

  /** @param language shown from the first page on; the right-to-left test language is offered where it is asked for */
  static async open(options: BrowserContextOptions, language = "en"): Promise<Profile> {
    const profile = new Profile(options);
    await profile.start();
    if (language !== "en") {
      await profile.context.addInitScript((tag) => {
        localStorage.setItem("pseudo", "1");
        localStorage.setItem("language", tag);
      }, language);
    }
    return profile;
  }

  async start(): Promise<void> {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error("No Chromium: run npm test, or set THRESHOLD_CHROMIUM.");
    this.context = await chromium.launchPersistentContext(this.folder, {
      executablePath,
      args: flags,
      ...this.options,
    });
  }

  /** A page in a window of its own: of a tab that is behind another, a browser draws one picture a second, and all steps wait for it. */
  async newPage(): Promise<Page> {
    const [first] = this.context.pages();
    if (first === undefined) return this.context.newPage();
    const tools = await this.context.newCDPSession(first);
    const [page] = await Promise.all([
      this.context.waitForEvent("page"),
      tools.send("Target.createTarget", { url: "about:blank", newWindow: true }),
    ]);
    await tools.detach();
    return page;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  async remove(): Promise<void> {
    await this.context.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && statSync(path).size > 0 ? [path] : [];
  });
}

/** The spellings under which a planted word could hide in a file. */
export function spellings(word: string): Buffer[] {
  const utf8 = Buffer.from(word, "utf8");
  // Base64 of a run inside longer text depends on where it starts: try the three offsets, without the borders.
  const base64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), utf8])
      .toString("base64")
      .replace(/=+$/, "");
    return Buffer.from(padded.slice(offset === 0 ? 0 : offset + 1, -1), "latin1");
  });
  return [
    utf8,
    Buffer.from(word, "utf16le"),
    Buffer.from(utf8.toString("hex"), "latin1"),
    Buffer.from([...utf8].reverse()),
    ...base64,
  ];
}

/** @returns `file: word` for each planted word found below the folders in any spelling */
export function findWords(folders: readonly string[], words: readonly string[]): string[] {
  const needles = words.flatMap((word) => spellings(word).map((spelling) => ({ word, spelling })));
  return folders.flatMap(filesBelow).flatMap((path) => {
    const bytes = readFileSync(path);
    return needles.filter(({ spelling }) => bytes.includes(spelling)).map(({ word }) => `${path}: ${word}`);
  });
}
