import { expect, it } from "vitest";
import { savedName } from "../src/desk/attachments/saved-name.ts";

it.each([
  ["ausweis.pdf", "pdf", "ausweis.pdf"],
  ["Ausweis.PDF", "pdf", "Ausweis.PDF"],
  ["page.html", "pdf", "page.html.pdf"],
  ["tool.exe", "mp3", "tool.exe.mp3"],
  ["tool.exe. ", "wav", "tool.exe.wav"],
  ["voice", "m4a", "voice.m4a"],
  ["what.hta", null, "what.hta.bin"],
] as const)("%s, by its bytes %s, is saved as %s", (name, kind, saved) => {
  expect(savedName(name, kind)).toBe(saved);
});
