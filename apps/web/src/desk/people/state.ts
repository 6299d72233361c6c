import { signal } from "@preact/signals";
import type { Colleague, MemberSession, OwnDesk, People } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { current, ended } from "../session.ts";
import type { Trouble } from "../words.ts";

/** Who works here and which keys they hold, by the server's books. What of it is signed for, `confirmed.ts` says. */
export const people = signal<People | null>(null);

/** Asks anew; what was there stays where that fails. */
export async function loadPeople(): Promise<Trouble | null> {
  const answer = await call<People>("/members");
  if (answer.ok) people.value = answer.value;
  else if (answer.problem === "not-signed-in") ended();
  return answer.ok ? null : answer;
}

export function forgetPeople(): void {
  people.value = null;
}

/** The line of whoever is signed in. */
export const ownLine = (known: People, { member }: MemberSession = current()): Colleague | undefined =>
  known.members.find((one) => one.id === member.id);

/** Names of desks, as far as they are known. */
export const deskNames = (desks: readonly OwnDesk[], ids: readonly string[]): string[] =>
  desks.filter((desk) => ids.includes(desk.id)).map((desk) => desk.name);
