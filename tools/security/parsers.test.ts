import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../apps/cli/src/json-fault.ts";
import { readJson } from "../../apps/server/src/http/json.ts";
import { readEnvelope } from "../../apps/server/src/verify/envelope.ts";
import { hostile, spoilt } from "../../apps/server/test/support/shapes.ts";
import { readBirth } from "../../apps/web/src/desk/attachments/birth.ts";
import { readRoute } from "../../apps/web/src/desk/route.ts";
import { readDay, readTags } from "../../apps/web/src/desk/services/hours.ts";
import { fromKept } from "../../apps/web/src/field/people/kept-text.ts";
import { kindOfFile } from "../../apps/web/src/shared/magic.ts";
import { checkReference, type fold, isKnown } from "../../packages/casework/src/index.ts";
import { type IndicatorList, parse } from "../../packages/identification/src/index.ts";
import {
  fromHtcds,
  fromQuestionnaire,
  fromResponse,
  fromSubmissions,
  fromXlsForm,
  readCaseFile,
  readCsv,
} from "../../packages/interchange/src/index.ts";
import { openAttachment, openPerson, readRecords, sealSegment } from "../../packages/sealing/src/content.ts";
import { checkSet, readFingerprint, readSheetCode } from "../../packages/sealing/src/custody.ts";
import {
  fromBase64,
  fromBase64Url,
  isAgeFile,
  isSecret,
  kdfProblem,
  kindOf,
  makeIdentity,
  open,
  openCard,
  openStory,
  readCode,
  readHead,
  readShortCode,
  seal,
  sha256Hex,
  verifyHead,
  verifyReceipt,
} from "../../packages/sealing/src/index.ts";
import { openMember } from "../../packages/sealing/src/passphrase.ts";
import { importPrivateKey, verifyEnvelope } from "../../packages/sealing/src/signing.ts";
import { packFile, unpackFile } from "../../packages/sealing/src/tar.ts";
import {
  beginPin,
  checkTrust,
  isCertificate,
  isNetwork,
  isOrganisation,
  isPin,
  isSigned,
} from "../../packages/sealing/src/trust/index.ts";
import { workProblem } from "../../packages/sealing/src/work.ts";

/** Said again by a failing run. */
const seed = Number(process.env.THRESHOLD_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Far more than any takes on one of these inputs. */
const longest = 3_000;

const list = JSON.parse(
  readFileSync(new URL("../../knowledge/dist/list.json", import.meta.url), "utf8"),
) as IndicatorList;
const me = await makeIdentity();
const secret = new Uint8Array(32).fill(7);
const key43 = "A".repeat(43);
const sealed = await seal(new TextEncoder().encode('{"v":1}'), [me.recipient]);
if (!sealed.ok) throw new Error(sealed.why);
const sealedHash = await sha256Hex(sealed.value);
const segment = await sealSegment([{ case: "01a20a80-7871-7457-b4ea-174a39790e34", marks: [1, 2] }], me.recipient);
if (!segment.ok) throw new Error(segment.why);
const records = await open(segment.value, [me.secret]);
if (!records.ok) throw new Error(records.why);

/** What each is meant to read: a start from which fuzzing gets further than from nothing. */
const samples = {
  code: "ACEFH-JKMNP-QRTWX-Y2347",
  reference: "2345-6789-A",
  task: `8.1790000000.${"A".repeat(16)}.${key43}.1`,
  csv: 'a,b\n"x ""y""",2\n',
  json: '{"a":[1,{"b":"\\u00e9"}]}',
  csvForm: "caseId,birthDate\n1,2000-01-01\n",
  hours: "08:00-12:00, 13:00-17:00",
};
const values = {
  head: { head: { v: 1, at: "", arrivals: { n: 0, hash: "0".repeat(64) } }, by: key43, signature: key43 },
  envelope: {
    v: 1,
    id: "01a20a80-7871-7457-b4ea-174a39790e34",
    case: "c",
    parents: [],
    kind: "referred",
    parts: [],
    seq: 1,
  },
  signed: {
    statement: { v: 1, kind: "network", version: 1, previous: null, organisations: [] },
    by: key43,
    signature: key43,
  },
  kdf: { name: "argon2id", memory: 65_536, iterations: 3, parallelism: 1, salt: "A".repeat(22) },
  questionnaire: { resourceType: "Questionnaire", item: [{ linkId: "a", type: "choice", item: [] }] },
  file: { envelope: { kind: "referred" }, card: { v: 1, signs: [] }, story: { v: 1 } },
  input: { situation: "worksite", age: "adult", observations: [{ id: "x", source: "seen" }] },
  set: { set: { v: 1, desk: "d", shares: [] }, signature: key43 },
};

const given = (value: unknown) => fc.oneof(fc.constant(value).chain(spoilt), hostile);
const text = (sample: string) =>
  fc.oneof(
    fc.string({ maxLength: 200, unit: "binary" }),
    fc
      .tuple(fc.nat(sample.length), fc.string({ maxLength: 8 }))
      .map(([at, with_]) => sample.slice(0, at) + with_ + sample.slice(at + 1)),
    fc.constantFrom(
      "",
      "\u0000",
      sample.repeat(2000),
      "[".repeat(50_000),
      '"'.repeat(50_000),
      "a".repeat(50_000),
      " ".repeat(50_000),
      "-".repeat(50_000),
      sample,
    ),
  );
const bytes = (sample: Uint8Array) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .tuple(fc.nat(sample.length - 1), fc.nat(255))
      .map(([at, byte]) => Uint8Array.from(sample, (own, n) => (n === at ? byte : own))),
    fc.nat(sample.length).map((end) => sample.slice(0, end)),
    fc.constant(Uint8Array.from([...sample, ...sample])),
  );
const raw = (sample: string) => bytes(new TextEncoder().encode(sample));
const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("type", "name", "list_name", "relevant", "\u0024{a}", "begin_group"),
);
const sheets = fc
  .constantFrom(["survey", "choices", "settings"], ["survey"])
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({ name: fc.constant(name), columns: fc.array(cell), rows: fc.array(fc.array(cell)) }),
      ),
    ),
  );
const asEnvelope = (value: unknown) => value as Parameters<typeof fold>[0][number]["envelope"];

/** Name, inputs, and the parser: it must answer with a value, whatever it is given. */
const parsers: readonly (readonly [string, fc.Arbitrary<unknown>, (input: never) => unknown])[] = [
  ["a body", raw(samples.json), readJson],
  ["a code", text(samples.code), readCode],
  ["a short code", text(samples.code), readShortCode],
  ["a recovery sheet's code", text(samples.code), readSheetCode],
  ["a fingerprint", text(samples.code), readFingerprint],
  ["a reference", text(samples.reference), checkReference],
  ["base64", text("QUJD"), fromBase64],
  ["base64url", text("QUJD"), fromBase64Url],
  ["an age file's header", bytes(sealed.value), isAgeFile],
  ["an age file", bytes(sealed.value), (input) => open(input, [me.secret])],
  ["a card", bytes(sealed.value), (input) => openCard(input, [me.secret])],
  ["a story", bytes(sealed.value), (input) => openStory(input, [me.secret])],
  ["names", bytes(sealed.value), (input) => openPerson(input, [me.secret])],
  ["an attachment", bytes(sealed.value), (input) => openAttachment(input, [me.secret], sealedHash)],
  ["a packed file", bytes(packFile({ name: "a.txt", bytes: new Uint8Array(9) })), unpackFile],
  ["records of an index", bytes(records.value.slice(0, 64)), readRecords],
  ["a day of birth", text("12.3.1998"), (input) => [readBirth(input)]],
  ["an envelope as it lies there", text(JSON.stringify(values.envelope)), readEnvelope],
  ["an envelope's shape", given(values.envelope), (input) => readEnvelope(JSON.stringify(input) ?? "")],
  ["a secret", text(me.secret), isSecret],
  ["a recipient", text(me.recipient), kindOf],
  ["a member's bundle", text("age-encryption.org/v1"), (input) => openMember(input, me.secret)],
  ["parameters of the passphrase", given(values.kdf), kdfProblem],
  ["a private key", text(key43), (input) => importPrivateKey(input, { extractable: false })],
  ["a signature", text(key43), (input) => verifyReceipt("a", input, key43)],
  ["an envelope's signature", given(values.envelope), (input) => verifyEnvelope(input, key43, key43)],
  ["a head", text(JSON.stringify(values.head)), readHead],
  [
    "a head's shape",
    given(values.head),
    (input) => {
      const head = readHead(JSON.stringify(input));
      return head && verifyHead(head, key43);
    },
  ],
  ["a statement of the root", given(values.signed), (input) => isNetwork(input) && isSigned(input)],
  ["an organisation's statement", given(values.signed), (input) => isOrganisation(input) && isSigned(input)],
  ["a certificate", given(values.signed), (input) => isCertificate(input) && isSigned(input)],
  ["a pin", given(beginPin({ network: "n", root: key43 })), isPin],
  [
    "the directory",
    given({ network: values.signed, since: [], organisations: [] }),
    (input) => checkTrust(null, asObject(input), new Date()),
  ],
  ["proof of work", text(samples.task), (input) => workProblem(secret, input, { aim: "a", bits: 8 }, 0)],
  ["custody's signature", given(values.set), (input) => checkSet(asObject(input), key43)],
  ["an envelope of another version", given(values.envelope), (input) => isKnown(asEnvelope(asObject(input)))],
  ["an address of the Desk", text("#/case/x"), readRoute],
  ["opening hours", text(samples.hours), readDay],
  ["languages", text("en, uk"), readTags],
  ["notes that were kept", raw('{"v":1,"persons":[]}'), fromKept],
  ["an attachment's kind", bytes(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])), kindOfFile],
  ["a case to assess", given(values.input), (input) => parse(list, input)],
  ["a place in broken JSON", text(samples.json), jsonFault],
  ["CSV", text(samples.csv), readCsv],
  [
    "an HTCDS table",
    text(samples.csvForm),
    (input) => {
      const read = readCsv(input);
      return read.ok ? fromHtcds(read.rows) : null;
    },
  ],
  ["a case file", given(values.file), (input) => readCaseFile(list, input)],
  ["a questionnaire", given(values.questionnaire), fromQuestionnaire],
  ["a questionnaire's response", given(values.questionnaire), (input) => fromResponse(list, input)],
  ["a form's sheets", sheets, (input) => fromXlsForm(input)],
  ["submissions", text(samples.csvForm), (input) => fromSubmissions(list, input)],
];

describe(`every parser, fuzzed (seed ${seed})`, () => {
  it.each(parsers)("%s: answers with a value, in bounded time", async (_name, inputs, read) => {
    for (const input of fc.sample(inputs, { numRuns: 120, seed })) {
      const before = performance.now();
      const said = () => `given ${JSON.stringify(input)?.slice(0, 300)}`;
      const answer = await new Promise((resolve) => resolve((read as (input: unknown) => unknown)(input))).catch(
        (error: Error) => {
          throw new Error(`${said()}: ${error.stack}`);
        },
      );
      expect(answer, said()).not.toBeUndefined();
      expect(performance.now() - before, said()).toBeLessThan(longest);
    }
  });
});

function asObject<T>(value: unknown): T {
  return (typeof value === "object" && value !== null && !Array.isArray(value) ? value : { value }) as T;
}
