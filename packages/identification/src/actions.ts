import type { Catalogue, ReadyAction } from "./catalogue.ts";
import type { Count } from "./count.ts";
import type { Result } from "./list.ts";

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
  const bySign: string[] = [];
  for (const { actions } of found.count.present) for (const id of actions) bySign.push(id);
  for (const { id, when } of catalogue.actionsFor[found.result][found.treatAsChild ? "child" : "adult"]) {
    if (when === null || (applies(when, found) && (when.sign === undefined || bySign.includes(id)))) ids.push(id);
  }
  return ids;
}

function applies(when: NonNullable<ReadyAction["when"]>, { count, guards }: Found): boolean {
  if (when.guard !== undefined && !when.guard.some((guard) => guards.includes(guard))) return false;
  return when.form === undefined || (count.form !== null && when.form.includes(count.form.form.id));
}
