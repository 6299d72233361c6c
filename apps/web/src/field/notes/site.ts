import { empty, type Notes } from "./notes.ts";

/** What is known of one of several people: their own notes, and what of the site's does not hold for them. */
export interface Own {
  readonly notes: Notes;
  /** `sign:…`, `used:…`, `act:…` or `form`, for what holds for everybody else here. */
  readonly not: readonly string[];
}

/**
 * The person as they are judged: with the signs of the site and their own. Their own answer wins, also where it says that
 * something is not there. Adding to the site never takes anything from anybody.
 */
export function together(site: Notes, { notes: own, not }: Own): Notes {
  if (site === empty) return own;
  const holds = (kind: string) => (id: string) => !not.includes(`${kind}:${id}`);
  const signs = { ...own.signs };
  for (const id of Object.keys(site.signs).filter(holds("sign")))
    signs[id] ??= site.signs[id] as Notes["signs"][string];
  const there = (id: string) => signs[id] !== undefined && signs[id] !== "not-there";
  return {
    ...own,
    situation: site.situation,
    signs,
    used: union(site.used.filter(holds("used")), own.used).filter(there),
    form: own.form ?? (not.includes("form") ? null : site.form),
    act: union(site.act.filter(holds("act")), own.act),
  };
}

/**
 * Writes what changed between the person as judged so far and `next` into their own notes: what nobody touched goes on following the site.
 * The situation is the site's and stays as it is.
 */
export function written(site: Notes, own: Own, next: Notes): Own {
  if (site === empty) return { ...own, notes: next };
  const before = together(site, own);
  const not = new Set(own.not);
  const signs = { ...own.notes.signs };
  for (const id of changed(
    Object.keys(before.signs),
    Object.keys(next.signs),
    (id) => before.signs[id] !== next.signs[id],
  )) {
    const source = next.signs[id];
    if (source === undefined) {
      delete signs[id];
      if (site.signs[id] !== undefined) not.add(`sign:${id}`);
    } else signs[id] = source;
  }
  const marks = (kind: "used" | "act"): readonly string[] => {
    const kept = new Set(own.notes[kind]);
    for (const id of changed(before[kind], next[kind], (id) => before[kind].includes(id) !== next[kind].includes(id))) {
      if (next[kind].includes(id)) {
        kept.add(id);
        not.delete(`${kind}:${id}`);
      } else {
        kept.delete(id);
        if (site[kind].includes(id)) not.add(`${kind}:${id}`);
      }
    }
    return [...kept];
  };
  const form = next.form === before.form ? own.notes.form : next.form;
  if (next.form === null && site.form !== null) not.add("form");
  else if (next.form !== before.form) not.delete("form");
  const used = marks("used");
  const act = marks("act");
  return { notes: { ...next, situation: own.notes.situation, signs, used, act, form }, not: [...not] };
}

function union(some: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...some, ...more])];
}

function changed(
  some: readonly string[],
  more: readonly string[],
  differs: (id: string) => boolean,
): readonly string[] {
  return union(some, more).filter(differs);
}
