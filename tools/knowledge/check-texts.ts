import { problems } from "../../packages/contract/src/errors.ts";
import { recordKinds } from "../../packages/contract/src/record.ts";
import { noticeKinds } from "../../packages/contract/src/telling.ts";
import { careIds } from "./care.ts";
import { offerTexts } from "./check-offer.ts";
import { compileText } from "./compile.ts";
import { guidanceIds } from "./guidance.ts";
import type { Knowledge } from "./knowledge.ts";
import { referenceIds } from "./reference.ts";

/** Which file holds which keys: surfaces load files, so a key in the wrong one would be missing there. */
const homes: Readonly<Record<string, readonly string[]>> = {
  signs: ["sign"],
  meanings: ["sign-means"],
  situations: ["situation"],
  forms: ["form", "act", "statement"],
  guidance: [
    ...["result", "result-short", "rule", "guard", "action", "action-detail", "element", "element-state"],
    ...["delphi-dimension", "delphi-class", "delphi-list"],
  ],
  consent: ["consent"],
  services: ["need", "service-purpose", "service-group"],
  common: ["common"],
  record: ["common"],
  languages: ["language-name"],
  errors: ["error"],
  glossary: ["glossary", "glossary-means", "means"],
  sections: ["section"],
  field: ["field"],
  refer: ["field"],
  explain: ["explain"],
  people: ["people"],
  offer: ["offer"],
  trust: ["trust"],
  rights: ["rights", "information"],
  reading: ["reading"],
  paper: ["paper"],
  cards: ["card", "card-detail", "dont", "evidence", "role", "guidance"],
  "child-rules": ["child-rule"],
  reference: ["factor", "method", "crime", "finder", "place"],
  law: ["care", "care-choice", "care-law", "care-look", "care-stops", "care-wish-pick"],
  consents: ["consent"],
  children: [
    ...["care", "alarm", "content", "desk"],
    ...["care-ask", "care-ask-yes", "care-ask-no", "care-around", "care-child-day", "care-change"],
  ],
  together: ["together", "desk"],
  care: [
    "care",
    "care-step",
    "care-choice",
    "care-need",
    "care-risk",
    "care-child",
    "care-wish",
    "care-evidence",
    "care-offence",
    "care-alarm",
    "care-close",
  ],
  onward: ["onward", "care"],
  desk: ["desk"],
  telling: ["telling"],
  list: ["desk"],
  shift: ["shift"],
  content: ["content", "desk"],
  custody: ["desk"],
  "sign-in": ["desk"],
  "people-keys": ["desk", "record"],
  command: ["command"],
  mail: ["mail"],
};
/** Keys of surfaces: only the surface itself knows which it needs. */
const free = new Set([
  "common",
  "field",
  "explain",
  "people",
  "offer",
  "trust",
  "shift",
  "content",
  "onward",
  "care",
  "rights",
  "reading",
  "paper",
  "guidance",
  "alarm",
  "together",
  "desk",
  "telling",
  "command",
]);

/** Every text key that the structure asks for. */
export function expectedKeys(knowledge: Knowledge): Set<string> {
  const { vocabulary } = knowledge;
  const signs = Object.values(knowledge.signFiles).flatMap((file) => file.groups.flatMap((group) => group.indicators));
  const dimensions = Object.values(knowledge.signFiles).flatMap((file) =>
    file.groups.flatMap((group) => group.dimension ?? []),
  );
  const ids: Readonly<Record<string, readonly string[]>> = {
    sign: signs.map((sign) => sign.id),
    "sign-means": signs.map((sign) => sign.id),
    situation: knowledge.situations.map((situation) => situation.id),
    form: knowledge.forms.map((form) => form.id),
    act: knowledge.acts,
    means: knowledge.means,
    statement: knowledge.statements.map((statement) => statement.id),
    result: vocabulary.results,
    "result-short": vocabulary.results,
    rule: knowledge.rules.map((rule) => rule.id),
    guard: knowledge.guards.map((guard) => guard.id),
    action: knowledge.actions.map((action) => action.id),
    "action-detail": knowledge.actions.map((action) => action.id),
    element: vocabulary.elements,
    "element-state": vocabulary.elementStates,
    "delphi-dimension": dimensions,
    "delphi-class": vocabulary.delphiClasses,
    "delphi-list": vocabulary.delphiLists,
    section: knowledge.sections,
    glossary: vocabulary.glossary,
    "glossary-means": vocabulary.glossary,
    consent: knowledge.consents.flatMap(({ version, parts }) => parts.map((part) => `${version}.${part}`)),
    need: vocabulary.needs,
    "service-purpose": vocabulary.servicePurposes,
    "service-group": vocabulary.serviceGroups,
    "language-name": vocabulary.languages,
    error: Object.keys(problems),
    record: recordKinds,
    mail: [
      ...["subject", "many", "line", "sign-in", "sign-in-at", "end", "code-subject", "code", "code-where", "code-why"],
      "calendar-due",
      ...noticeKinds.map((kind) => `kind.${kind}`),
    ],
    ...guidanceIds(knowledge),
    ...careIds(knowledge.care),
    ...referenceIds(knowledge),
    offer: offerTexts(knowledge.offer),
    people: knowledge.disagreement.map(({ id }) => `reason.${id}`),
  };
  return new Set(Object.entries(ids).flatMap(([prefix, values]) => values.map((id) => `${prefix}.${id}`)));
}

/** English has every text; no language has one that nothing asks for; each lies in its file and can be compiled. */
export function checkTexts(knowledge: Knowledge): string[] {
  const faults: string[] = [];
  const expected = expectedKeys(knowledge);
  for (const language of knowledge.languages) {
    const found = new Set<string>();
    for (const [file, { texts }] of Object.entries(language.files)) {
      for (const [key, text] of Object.entries(texts)) {
        const where = `languages/${language.tag}/${file}.yaml`;
        const prefix = key.slice(0, Math.max(0, key.indexOf(".")));
        if (found.has(key)) faults.push(`${where}: ${key} is in another file too`);
        found.add(key);
        if (!homes[file]?.includes(prefix)) faults.push(`${where}: ${key} does not belong in this file`);
        else if (!free.has(prefix) && !expected.has(key)) faults.push(`${where}: nothing asks for ${key}`);
        try {
          compileText(text);
        } catch (error) {
          faults.push(`${where}: ${key} is no ICU message: ${error instanceof Error ? error.message : "unreadable"}`);
        }
      }
    }
    if (language.tag !== "en") continue;
    for (const key of expected) if (!found.has(key)) faults.push(`languages/en: no text for ${key}`);
  }
  if (!knowledge.languages.some((language) => language.tag === "en")) faults.push("languages/en is missing");
  return faults;
}
