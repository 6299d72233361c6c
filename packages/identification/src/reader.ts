import type { Problems } from "./problems.ts";

interface Known {
  has(id: string): boolean;
  keys(): Iterable<string>;
}

/** Reads the fields of one object, noting what is wrong and going on, so that all problems are found at once. */
export class Reader {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly path: string;
  private readonly problems: Problems;

  private constructor(fields: Readonly<Record<string, unknown>>, path: string, problems: Problems) {
    this.fields = fields;
    this.path = path;
    this.problems = problems;
  }

  /** A reader of `given`, or null (and a problem) where it is no object. Fields that are not named become problems. */
  static of(given: unknown, path: string, names: readonly string[], problems: Problems): Reader | null {
    if (!isRecord(given)) {
      problems.wrongType(path, given, "object");
      return null;
    }
    const reader = new Reader(given, path, problems);
    for (const name of Object.keys(given)) {
      if (!names.includes(name)) problems.unknownField(reader.at(shortName(name)), name, names);
    }
    return reader;
  }

  /** The field as it is; undefined where it is missing. Inherited names do not count. */
  value(name: string): unknown {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
  }

  text(name: string): string | null {
    const given = this.value(name);
    if (given === undefined || given === null) return null;
    if (typeof given === "string") return given;
    this.problems.wrongType(this.at(name), given, "string");
    return null;
  }

  flag(name: string): boolean {
    const given = this.value(name);
    if (given === undefined) return false;
    if (typeof given === "boolean") return given;
    this.problems.wrongType(this.at(name), given, "boolean");
    return false;
  }

  /** One of `values`, or null where the field is missing or wrong. */
  choice<Value extends string>(name: string, values: readonly Value[]): Value | null {
    const given = this.value(name);
    if (given === undefined) return null;
    if (typeof given !== "string") {
      this.problems.wrongType(this.at(name), given, "string");
      return null;
    }
    const chosen = values.find((value) => value === given);
    if (chosen !== undefined) return chosen;
    this.problems.unknownValue(this.at(name), given, values);
    return null;
  }

  /** One known id; an empty text (and a problem) where it is missing or not known. */
  id(name: string, known: Known): string {
    return this.known(this.at(name), this.value(name), known) ?? "";
  }

  ids(name: string, known: Known): readonly string[] {
    const given = this.value(name);
    if (given === undefined) return [];
    if (!Array.isArray(given)) {
      this.problems.wrongType(this.at(name), given, "array");
      return [];
    }
    const ids: string[] = [];
    for (let index = 0; index < given.length && !this.problems.full; index++) {
      const id = this.known(`${this.at(name)}[${index}]`, given[index], known);
      if (id !== null) ids.push(id);
    }
    return ids;
  }

  private known(field: string, given: unknown, known: Known): string | null {
    if (typeof given !== "string") {
      this.problems.wrongType(field, given, "string");
      return null;
    }
    if (known.has(given)) return given;
    this.problems.unknownId(field, given, known.keys());
    return null;
  }

  private at(name: string): string {
    return this.path === "" ? name : `${this.path}.${name}`;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The name of a field that nobody knows, short enough to be shown. */
function shortName(name: string): string {
  return name.slice(0, 64);
}
