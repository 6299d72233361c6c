import type { Catalogue } from "./catalogue.ts";
import type { Count } from "./count.ts";
import type { Action, Result } from "./list.ts";

/** What an action's conditions are held against. */
export interface Found {
  readonly count: Count;
  readonly result: Result;
  readonly treatAsChild: boolean;
  readonly guards: readonly string[];
}

/** The ids of all actions whose conditions hold, by their order: safety first. */
export function actionsOf(catalogue: Catalogue, found: Found): string[] {
  const ids: string[] = [];
  const actions = catalogue.actionsFor[found.result][found.treatAsChild ? "child" : "adult"];
  for (const action of actions) if (applies(action.when, found)) ids.push(action.id);
  return ids;
}

function applies(when: Action["when"], { count, guards }: Found): boolean {
  if (when.guard !== undefined && !when.guard.some((guard) => guards.includes(guard))) return false;
  if (when.form !== undefined && (count.form === null || !when.form.includes(count.form.form.id))) return false;
  const { sign } = when;
  return sign === undefined || count.present.some(({ id }) => sign.includes(id));
}
