import type { Knowledge } from "./knowledge.ts";

interface Numbered {
  readonly id: string;
  readonly phone: string;
}

/** What a country decides; every field is told in docs/how-to-add-a-country.md. */
export interface Country {
  readonly id: string;
  readonly provenance: { readonly source: string };
  /** True for a country that does not exist. */
  readonly invented: boolean;
  readonly languages: readonly string[];
  readonly emergency: readonly Numbered[];
  readonly helplines: readonly Numbered[];
  /** Minutes until a referral that nobody answered goes to the fallback. */
  readonly answerWithin: { readonly child: number; readonly urgent: number; readonly adult: number };
  /** IANA name; of opening hours, and of the hour at which people hear of what is due. */
  readonly zone: string;
  /** When members of desks are told. */
  readonly notices: {
    readonly whileWaiting: readonly {
      /** Per cent of the time set; else `after`, minutes after all of it. */
      readonly share?: number;
      readonly after?: number;
      readonly tell: readonly ("desk" | "coordinators" | "fallback" | "sender")[];
    }[];
    readonly whenClosed: Readonly<Record<"urgent" | "usual", readonly ("coordinators" | "willing")[]>>;
    readonly care: { readonly daysBefore: readonly number[]; readonly at: string };
  };
  readonly reflectionDays: number;
  readonly adultAge: number;
  readonly ages: Readonly<Partial<Record<"work" | "hazardousWork" | "marriage" | "consent", number>>>;
  readonly interview: {
    readonly unsaid: "may" | "observe";
    readonly may: readonly string[];
    readonly observe: readonly string[];
  };
  readonly authorities: readonly { readonly id: string; readonly phone: string | null }[];
  readonly tell: readonly {
    readonly id: string;
    readonly to: string;
    readonly results: readonly ("presumed" | "potential")[];
    readonly ages?: readonly ("adult" | "child")[];
    readonly forms?: readonly string[];
    /** Minutes; 0 is at once. */
    readonly within: number;
    readonly by: "phone" | "written";
    readonly sections: readonly string[];
  }[];
  readonly stages: Readonly<Record<"preliminary" | "specialised" | "procedural" | "judicial", readonly string[]>>;
  readonly forms: readonly string[];
  /** Duties in law to disclose, by id; empty in the neutral file. */
  readonly duties: readonly string[];
  readonly rights: readonly string[];
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The part of a country's file that the list needs at once; the rest comes with the later screens. */
export function countryForList(country: Country): Partial<Country> {
  const { id, invented, emergency, helplines, answerWithin, reflectionDays, adultAge, interview } = country;
  return { id, invented, emergency, helplines, answerWithin, reflectionDays, adultAge, interview };
}

/** The country chosen for this build. Throws a sentence with the known ids where there is none of that name. */
export function chosenCountry(countries: readonly Country[], id: string): Country {
  const found = countries.find((country) => country.id === id);
  if (found !== undefined) return found;
  const known = countries.map((country) => country.id).join(", ");
  throw new Error(
    `There is no country "${id}". Known are: ${known}. Set THRESHOLD_COUNTRY to one of them, or add knowledge/countries/${/^[a-z-]+$/.test(id) ? id : "<id>"}.yaml (docs/how-to-add-a-country.md).`,
  );
}

/** Everything a schema cannot see in the countries' files. One line per fault. */
export function checkCountries(knowledge: Knowledge): string[] {
  const faults: string[] = [];
  for (const [at, country] of knowledge.countries.entries()) {
    const where = `countries/${country.id}`;
    const fault = (text: string) => faults.push(`${where}: ${text}`);
    const needs = (kind: string, known: readonly string[], values: readonly string[]) => {
      for (const id of values) if (!known.includes(id)) fault(`unknown ${kind} ${id}`);
    };
    const file = knowledge.countryFiles[at];
    if (file !== country.id) fault(`the file is called ${file}.yaml, and id says ${country.id}`);

    if (!isZone(country.zone)) fault(`no calendar knows the time zone ${country.zone}`);
    const last = country.notices.whileWaiting.filter(({ after }) => after !== undefined).flatMap(({ tell }) => tell);
    for (const who of ["fallback", "coordinators", "sender"] as const)
      if (!last.includes(who)) fault(`notices: where nobody answers, ${who} is told nothing`);
    const { may, observe } = country.interview;
    needs("role", knowledge.guidance.roles, [...may, ...observe]);
    for (const role of knowledge.guidance.roles) {
      const times = Number(may.includes(role)) + Number(observe.includes(role));
      if (times === 0) fault(`interview says nothing about ${role}`);
      if (times === 2) fault(`interview says that ${role} may ask, and that ${role} may only observe`);
    }
    const authorities = country.authorities.map(({ id }) => id);
    for (const { id, to, forms, sections } of country.tell) {
      needs("authority", authorities, [to]);
      needs("form", ids(knowledge.forms), forms ?? []);
      needs("section", knowledge.sections, sections);
      if (country.tell.filter((one) => one.id === id).length > 1) fault(`tell ${id} is there twice`);
    }
    needs("authority", authorities, Object.values(country.stages).flat());
    needs("form", ids(knowledge.forms), country.forms);
    needs("language", knowledge.vocabulary.languages, country.languages);
    faults.push(...textFaults(country, where));
  }
  if (!knowledge.countries.some(({ id }) => id === "default")) faults.push("countries/default.yaml is missing");
  return faults;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Every id has its text in English, and no text stands there that nothing asks for. An invented country says so by its name. */
function textFaults(
  { authorities, forms, duties, rights, texts, invented, provenance }: Country,
  where: string,
): string[] {
  const expected = new Set([
    "name",
    ...authorities.map(({ id }) => `authority.${id}`),
    ...forms.map((id) => `form.${id}`),
    ...duties.map((id) => `duty.${id}`),
    ...rights.map((id) => `right.${id}`),
  ]);
  const faults = [...expected]
    .filter((key) => texts.en?.[key] === undefined)
    .map((key) => `${where}: no text for ${key}`);
  for (const [language, own] of Object.entries(texts)) {
    for (const key of Object.keys(own))
      if (!expected.has(key)) faults.push(`${where}: nothing asks for ${key} (${language})`);
  }
  if (invented !== /invented/i.test(texts.en?.name ?? ""))
    faults.push(`${where}: an invented country has "invented" in its name, and no other has`);
  if (invented && !/invented/i.test(provenance.source))
    faults.push(`${where}: the source must say that it is invented`);
  return faults;
}

function ids(values: readonly { readonly id: string }[]): string[] {
  return values.map((value) => value.id);
}
