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
  return catalogue.actions.filter((action) => applies(action, found)).map((action) => action.id);
}

function applies({ when }: Action, { count, result, treatAsChild, guards }: Found): boolean {
  return (
    (when.result === undefined || when.result.includes(result)) &&
    (when.child === undefined || when.child === treatAsChild) &&
    (when.guard === undefined || when.guard.some((guard) => guards.includes(guard))) &&
    (when.form === undefined || (count.form !== null && when.form.includes(count.form.form.id))) &&
    (when.sign === undefined || count.present.some((sign) => when.sign?.includes(sign.id)))
  );
}
