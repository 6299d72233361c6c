import type { Connection } from "../../src/database/connect.ts";

/** A policy's condition as the database has it. */
export interface Condition {
  readonly table: string;
  readonly policy: string;
  readonly command: string;
  readonly part: "using" | "with check";
  readonly text: string;
}

/** One clause of a condition: what it says, and the condition without it. */
export interface Clause {
  readonly says: string;
  readonly without: string;
}

export async function conditionsOf(root: Connection, tables: readonly string[]): Promise<Condition[]> {
  const { rows } = await root.query<Condition>(
    `select tablename as table, policyname as policy, cmd as command, part, text
     from pg_policies, lateral (values ('using', qual), ('with check', with_check)) as condition (part, text)
     where schemaname = 'threshold' and tablename = any ($1) and 'threshold_app' = any (roles) and text is not null and text <> 'true'
     order by array_position($1, tablename::text), policyname, part`,
    [tables],
  );
  return rows;
}

export async function putCondition(root: Connection, { table, policy, part }: Condition, text: string): Promise<void> {
  await root.query(`alter policy ${policy} on threshold.${table} ${part} (${text})`);
}

/**
 * Each clause taken out once: of what must all hold, one need not hold any more (`true`); of what may hold instead, one lets nobody in
 * any more (`false`). A clause that holds others is taken out whole, and then each of them.
 */
export function clausesOf(text: string): Clause[] {
  const found: Clause[] = [];
  const walk = (from: number, to: number, kind: "all" | "any") => {
    const without = `${text.slice(0, from)} ${kind === "all" ? "true" : "false"} ${text.slice(to)}`;
    found.push({ says: readable(text.slice(from, to)), without });
    inside(from, to);
  };
  const inside = (start: number, end: number) => {
    const [from, to] = bare(text, start, end);
    for (const kind of ["all", "any"] as const) {
      const parts = split(text, from, to, kind === "all" ? " AND " : " OR ");
      if (parts.length > 1) return parts.forEach((part) => void walk(...part, kind));
    }
    const where = text.slice(from, to).search(/\bWHERE\b/);
    if (where < 0) return;
    const begin = from + where + "WHERE".length;
    const over = closing(text, begin);
    const [first, last] = bare(text, begin, over);
    const single = ["AND", "OR"].every((word) => split(text, first, last, ` ${word} `).length === 1);
    if (single) walk(begin, over, "all");
    else inside(begin, over);
  };
  const [from, to] = bare(text, 0, text.length);
  if (split(text, from, to, " AND ").length === 1 && split(text, from, to, " OR ").length === 1)
    walk(0, text.length, "all");
  else inside(0, text.length);
  return found;
}

/** Without the space and the brackets around it. */
function bare(text: string, start: number, end: number): [number, number] {
  let [from, to] = [start, end];
  for (;;) {
    while (/\s/.test(text[from] ?? "")) from += 1;
    while (/\s/.test(text[to - 1] ?? "")) to -= 1;
    if (text[from] !== "(" || closing(text, from + 1) !== to - 1) return [from, to];
    from += 1;
    to -= 1;
  }
}

/** Where the bracket closes that was open at `from`. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let place = from; place < text.length; place += 1) {
    if (text[place] === "(") depth += 1;
    if (text[place] === ")" && depth-- === 0) return place;
  }
  return text.length;
}

function split(text: string, from: number, to: number, word: string): [number, number][] {
  const parts: [number, number][] = [];
  let [depth, start] = [0, from];
  for (let place = from; place < to; place += 1) {
    if (text[place] === "(") depth += 1;
    if (text[place] === ")") depth -= 1;
    if (depth !== 0 || !text.startsWith(word, place)) continue;
    parts.push([start, place]);
    start = place + word.length;
  }
  return [...parts, [start, to]];
}

const longest = 110;
/** As it was written rather than as PostgreSQL writes it. */
function readable(text: string): string {
  const plain = text
    .replace(/\( SELECT (\w+\(\)) AS \w+\)/g, "$1")
    .replace(/\(\((\w+\(\))\)::uuid\[\]\)|\((\w+\(\))::uuid\[\]\)/g, "($1$2)")
    .replace(/::(text|uuid|interval|uuid\[\]|text\[\])\b/g, "")
    .replace(/\s+/g, " ");
  const [from, to] = bare(plain, 0, plain.length);
  const said = plain
    .slice(from, to)
    .replace(/\b(AND|OR|NOT|EXISTS|SELECT|FROM|WHERE|ANY|ARRAY)\b/g, (word) => word.toLowerCase());
  return said.length > longest ? `${said.slice(0, longest - 1).trimEnd()}…` : said;
}
