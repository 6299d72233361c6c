import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { interchangeDocument } from "../src/document.ts";
import { list } from "./support/knowledge.ts";

test("docs/interchange.md is up to date", async () => {
  const path = fileURLToPath(new URL("../../../docs/interchange.md", import.meta.url));
  await expect(interchangeDocument(list)).toMatchFileSnapshot(path);
});
