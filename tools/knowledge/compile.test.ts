import { setupI18n } from "@lingui/core";
import { expect, it } from "vitest";
import { folder } from "./build.ts";
import { compileBundle, compileText } from "./compile.ts";
import type { Language } from "./knowledge.ts";
import { pseudoLanguage, pseudoText } from "./pseudo.ts";
import { assemble, readFiles } from "./read.ts";

const english: Language = {
  tag: "en",
  name: "English",
  direction: "ltr",
  files: {
    signs: {
      status: "original",
      texts: { "sign.a": "Plain words", "sign.b": "{n, plural, one {# sign} other {# signs}} for {name}" },
    },
    desk: { status: "original", texts: { "desk.title": "Inbox" } },
  },
};
const german: Language = {
  tag: "de",
  name: "Deutsch",
  direction: "ltr",
  files: { signs: { status: "machine-draft", texts: { "sign.a": "Einfache Worte" } } },
};

it("keeps plain text as text and compiles the rest", () => {
  expect(compileText("Plain words")).toBe("Plain words");
  expect(compileText("For {name}")).toEqual(["For ", ["name"]]);
  expect(() => compileText("{n, plural, one {")).toThrow();
});

it("gives a surface its files, and marks as drafts what nobody has reviewed", () => {
  const field = compileBundle(german, english, "field");
  expect(Object.keys(field.messages)).toEqual(["sign.a", "sign.b"]);
  expect(field.messages["sign.a"]).toBe("Einfache Worte");
  expect(field.drafts).toEqual(["sign.a", "sign.b"]);
  expect(compileBundle(english, english, "field").drafts).toEqual([]);
  expect(Object.keys(compileBundle(english, english, "all").messages)).toContain("desk.title");
});

it("turns words round in the pseudo-locale and leaves placeholders and markup alone", () => {
  const bundle = compileBundle(pseudoLanguage(english), english, "field", pseudoText);
  expect(bundle.direction).toBe("rtl");
  expect(bundle.messages["sign.a"]).toBe("\u202EPlain\u202C \u202Ewords\u202C");
  expect(pseudoText("<0>hello there</0>")).toBe("<0>\u202Ehello\u202C \u202Ethere\u202C</0>");
  const i18n = setupI18n({ locale: "ar", messages: { ar: { key: bundle.messages["sign.b"] ?? "" } } });
  expect(i18n._("key", { n: 3, name: "K7" })).toBe("3 \u202Esigns\u202C \u202Efor\u202C K7");
});

it("reads every message of the real bundles with the library that will show them", () => {
  const knowledge = assemble(readFiles(folder));
  const real = knowledge.languages.find(({ tag }) => tag === "en");
  if (real === undefined) throw new Error("no English");
  const { messages } = compileBundle(real, real, "all");
  const i18n = setupI18n({ locale: "en", messages: { en: messages } });
  for (const key of Object.keys(messages)) expect(i18n._(key), key).not.toBe(key);
});
