import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCode } from "../../src/digest.ts";
import { checkCodeBinding, checkCodeMark, codeBinding, codeMark, codeTicket } from "../../src/trust/index.ts";

const root = {
  network: crypto.randomUUID(),
  root: "R".repeat(43),
  organisation: crypto.randomUUID(),
  desk: crypto.randomUUID(),
};
const keys = { verifyKey: "K".repeat(43), recipient: null };

test("a mark holds for its code, its root and its place alone", async () => {
  const code = makeCode();
  const mark = await codeMark(code, root);
  expect(await checkCodeMark(code, root, mark)).toBe(true);
  expect(await checkCodeMark(makeCode(), root, mark)).toBe(false);
  for (const [name, value] of Object.entries({
    network: crypto.randomUUID(),
    root: "S".repeat(43),
    organisation: null,
    desk: null,
  }))
    expect(await checkCodeMark(code, { ...root, [name]: value }, mark), name).toBe(false);
});

test("a binding holds for its code and its keys alone", async () => {
  const code = makeCode();
  const binding = await codeBinding(code, keys);
  expect(await checkCodeBinding(code, keys, binding)).toBe(true);
  expect(await checkCodeBinding(makeCode(), keys, binding)).toBe(false);
  expect(await checkCodeBinding(code, { ...keys, verifyKey: "L".repeat(43) }, binding)).toBe(false);
  expect(await checkCodeBinding(code, { ...keys, recipient: "age1" }, binding)).toBe(false);
});

test("however a code is typed, it is the same code; its ticket is neither mark nor binding", async () => {
  const code = makeCode();
  const typed = ` ${code.toLowerCase().replaceAll("-", " ")} `;
  expect(await codeTicket(typed)).toBe(await codeTicket(code));
  expect(await checkCodeMark(typed, root, await codeMark(code, root))).toBe(true);
  expect(await codeTicket(code)).not.toBe(await codeTicket(makeCode()));
  expect(new Set([await codeTicket(code), await codeMark(code, root), await codeBinding(code, keys)]).size).toBe(3);
});

test("anything at all can be given to be checked", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (code, given) => {
      expect(await checkCodeMark(code, root, given)).toBe(false);
      expect(await checkCodeBinding(code, keys, given)).toBe(false);
    }),
    { numRuns: 50 },
  );
});
