import type { Look } from "@threshold/casework";

/** What is otherwise than at an earlier look. No sign is lost: what is no longer noted is named. */
export interface Change {
  /** Signs that are there now and were not. */
  readonly came: readonly string[];
  /** Signs that were there and that nobody says anything about now. */
  readonly gone: readonly string[];
  /** Signs that were there and are now said not to be. */
  readonly notThere: readonly string[];
}

export function changeSince(look: Pick<Look, "signs">, signs: Look["signs"]): Change {
  const then = new Set(there(look.signs));
  const now = new Set(there(signs));
  const denied = new Set(signs.filter(({ source }) => source === "not-there").map(({ id }) => id));
  const lost = [...then].filter((id) => !now.has(id));
  return {
    came: [...now].filter((id) => !then.has(id)),
    gone: lost.filter((id) => !denied.has(id)),
    notThere: lost.filter((id) => denied.has(id)),
  };
}

function there(signs: Look["signs"]): string[] {
  return signs.filter(({ source }) => source !== "not-there").map(({ id }) => id);
}
