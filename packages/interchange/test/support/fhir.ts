import fhirpath from "fhirpath";
import r5 from "fhirpath/fhir-context/r5";

/**
 * FHIR R5's own model, as fhirpath.js carries it: every element's path, type and whether it repeats. No validator for R5 is
 * in the registries this house installs from, so what a validator asks first is asked here of that model.
 */
interface Model {
  readonly path2Type: Readonly<Record<string, string | { readonly code: string }>>;
  readonly path2Repeating: Readonly<Record<string, unknown>>;
  readonly pathsDefinedElsewhere: Readonly<Record<string, string>>;
  readonly type2Parent: Readonly<Record<string, string>>;
}
const model = r5 as unknown as Model;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** R5's patterns of the primitive types that our resources use. */
const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  "System.String": (value) => typeof value === "string" && value !== "",
  id: matches(/^[A-Za-z0-9.-]{1,64}$/),
  string: matches(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u),
  markdown: matches(/\S/),
  code: matches(/^\S+( \S+)*$/),
  uri: matches(/^\S+$/),
  canonical: matches(/^\S+$/),
  boolean: (value) => typeof value === "boolean",
  unsignedInt: (value) => Number.isInteger(value) && Number(value) >= 0,
};

/** Value sets that R5 binds as required, as far as our resources use them. */
const bound: Readonly<Record<string, readonly string[]>> = {
  "Questionnaire.status": ["draft", "active", "retired", "unknown"],
  "Questionnaire.item.type": [
    ...["group", "display", "question", "boolean", "decimal", "integer", "date", "dateTime", "time", "string"],
    ...["text", "url", "coding", "attachment", "reference", "quantity"],
  ],
  "Questionnaire.item.enableWhen.operator": ["exists", "=", "!=", ">", "<", ">=", "<="],
  "Questionnaire.item.enableBehavior": ["all", "any"],
  "CodeSystem.status": ["draft", "active", "retired", "unknown"],
  "CodeSystem.content": ["not-present", "example", "fragment", "complete", "supplement"],
};
const needed: Readonly<Record<string, readonly string[]>> = {
  Questionnaire: ["status"],
  "Questionnaire.item": ["linkId", "type"],
  "Questionnaire.item.enableWhen": ["question", "operator"],
  CodeSystem: ["status", "content"],
  "CodeSystem.concept": ["code"],
  "CodeSystem.concept.designation": ["value"],
  Extension: ["url"],
};

/** Every place where a resource is not in R5's shape. */
export function shapeFaults(resource: Json): string[] {
  const faults: string[] = [];
  const element = (value: Json, path: string, at: string): void => {
    for (const name of needed[path] ?? []) if (value[name] === undefined) faults.push(`${at} lacks ${name}`);
    if (Object.keys(value).length === 0) faults.push(`${at} is empty`);
    for (const [name, given] of Object.entries(value)) {
      if (name === "resourceType" && !path.includes(".")) continue;
      property(name, given, path, `${at}.${name}`);
    }
  };
  const property = (name: string, given: unknown, path: string, at: string): void => {
    const own = `${path}.${name.replace(/^_/, "")}`;
    const known = [own, `DomainResource.${name}`, `Resource.${name}`, `Element.${name}`].find(
      (one) => one in model.path2Type || one in model.pathsDefinedElsewhere,
    );
    if (known === undefined) return void faults.push(`${at} is no element of R5`);
    const target = model.pathsDefinedElsewhere[known] ?? known;
    const repeats = target in model.path2Repeating;
    if (Array.isArray(given) !== repeats) return void faults.push(`${at} repeats: ${repeats}`);
    if (Array.isArray(given) && given.length === 0) faults.push(`${at} is an empty list`);
    const typed = model.path2Type[target];
    const type = typeof typed === "string" ? typed : (typed?.code ?? "");
    for (const [index, value] of (Array.isArray(given) ? given : [given]).entries()) {
      const here = repeats ? `${at}[${index}]` : at;
      if (name.startsWith("_")) element(isObject(value) ? value : {}, "Element", here);
      else if (type in primitives) {
        if (!primitives[type]?.(value)) faults.push(`${here} is no ${type}: ${JSON.stringify(value)}`);
        if (bound[target]?.includes(String(value)) === false) faults.push(`${here} is not in its value set`);
      } else if (!isObject(value)) faults.push(`${here} is no ${type}`);
      else element(value, type === "BackboneElement" || target !== known ? target : type, here);
    }
  };
  element(resource, String(resource.resourceType), String(resource.resourceType));
  return faults;
}

/** R5's rules for a questionnaire (`que-…`), each as a FHIRPath that finds what breaks it. */
const rules: Readonly<Record<string, string>> = {
  "que-0": "Questionnaire.where(name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$').not())",
  "que-1a": "Questionnaire.repeat(item).where(type = 'group' and item.empty())",
  "que-1c": "Questionnaire.repeat(item).where(type = 'display' and item.exists())",
  "que-2": "Questionnaire.where(repeat(item).linkId.isDistinct().not())",
  "que-3": "Questionnaire.repeat(item).where(type = 'display' and code.exists())",
  "que-4": "Questionnaire.repeat(item).where(answerOption.exists() and answerValueSet.exists())",
  "que-5":
    "Questionnaire.repeat(item).where((answerOption.exists() or answerValueSet.exists()) and (type in ('coding' | 'decimal' | 'integer' | 'date' | 'dateTime' | 'time' | 'string' | 'quantity' | 'reference')).not())",
  "que-6": "Questionnaire.repeat(item).where(type = 'display' and (required.exists() or repeats.exists()))",
  "que-7": "Questionnaire.repeat(item).enableWhen.where(operator = 'exists' and (answer is boolean).not())",
  "que-8": "Questionnaire.repeat(item).where((type = 'group' or type = 'display') and initial.exists())",
  "que-11": "Questionnaire.repeat(item).where(answerOption.exists() and initial.exists())",
  "que-12": "Questionnaire.repeat(item).where(enableWhen.count() > 1 and enableBehavior.empty())",
  "que-15": "Questionnaire.repeat(item).where(linkId.length() > 255)",
  "enableWhen names an item":
    "Questionnaire.repeat(item).enableWhen.where((question in %resource.repeat(item).linkId).not())",
  "every answer has its code":
    "Questionnaire.repeat(item).answerOption.where(valueCoding.system.empty() or valueCoding.code.empty())",
};

const compiled = Object.entries(rules).map(([rule, finds]) => [rule, fhirpath.compile(finds, r5)] as const);

/** The rules that a questionnaire breaks. */
export function brokenRules(questionnaire: Json): string[] {
  return compiled.flatMap(([rule, finds]) => {
    const found: unknown = finds(questionnaire, { resource: questionnaire });
    if (!Array.isArray(found)) throw new Error(`${rule} was not worked out`);
    return found.length > 0 ? [rule] : [];
  });
}

/** The links of the items that R5's `enableWhen` opens for these answers. */
export function opened(questionnaire: Json, answers: Readonly<Record<string, string>>): Set<string> {
  const links = new Set<string>();
  const visit = (items: unknown): void => {
    for (const item of Array.isArray(items) ? (items as Json[]) : []) {
      const whens = (item.enableWhen ?? []) as Json[];
      const holds = whens.map(({ question, operator, answerBoolean, answerCoding }) => {
        const given = answers[String(question)];
        return operator === "exists"
          ? (given !== undefined) === answerBoolean
          : given === (isObject(answerCoding) ? answerCoding.code : undefined);
      });
      const open = holds.length === 0 || (item.enableBehavior === "any" ? holds.some(Boolean) : holds.every(Boolean));
      if (!open) continue;
      links.add(String(item.linkId));
      visit(item.item);
    }
  };
  visit(questionnaire.item);
  return links;
}

function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}
