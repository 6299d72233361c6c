import { expect, test } from "vitest";
import { makeSigningKey } from "../../src/signing.ts";
import { readCodeNote, signCodeNote } from "../../src/trust/index.ts";

test("a note of a code counts only as one of the stewards signed it", async () => {
  const [steward, server] = await Promise.all([1, 2].map(() => makeSigningKey({ extractable: false })));
  if (steward === undefined || server === undefined) throw new Error("no keys");
  const note = { code: "A", desk: "B" };
  const signed = await signCodeNote(note, steward);
  expect(await readCodeNote(signed, [steward.verifyKey])).toEqual(note);
  expect(await readCodeNote(await signCodeNote(note, server), [steward.verifyKey])).toBeNull();
  const text = new TextDecoder().decode(signed);
  const other = text.replace('"B"', '"C"');
  for (const bytes of [other, text.replace(steward.verifyKey, server.verifyKey), JSON.stringify(note), "", "{", "null"])
    expect(await readCodeNote(new TextEncoder().encode(bytes), [steward.verifyKey, server.verifyKey])).toBeNull();
  expect(await readCodeNote(null, [steward.verifyKey])).toBeNull();
});
