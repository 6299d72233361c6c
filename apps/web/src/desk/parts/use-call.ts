import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";

export interface Loaded<T> {
  readonly value: Signal<T | null>;
  readonly trouble: Signal<Trouble | null>;
  readonly again: () => Promise<void>;
}

/** Gets something from the server when the page opens, and again on request. What was there stays where a call fails. */
export function useCall<T>(path: string): Loaded<T> {
  const value = useSignal<T | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const again = async () => {
    const answer = await call<T>(path);
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) value.value = answer.value;
    else if (answer.problem === "not-signed-in") ended();
  };
  useEffect(() => void again(), [path]);
  return { value, trouble, again };
}
