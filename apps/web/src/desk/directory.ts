import { signal } from "@preact/signals";
import type { Directory } from "@threshold/contract";
import { call } from "../shared/api.ts";
import { isolate } from "../shared/isolate.ts";
import { ended } from "./session.ts";
import { loadTrust } from "./trust/trust.ts";
import type { Trouble } from "./words.ts";

/** Who is in the network: names, phone numbers and desks' keys. Asked for when a page needs it, and kept while signed in. */
export const directory = signal<Directory | null>(null);

/** Asks for the directory anew, and for the keys in it; what was before stays where that fails. */
export async function loadDirectory(): Promise<Trouble | null> {
  const [answer] = await Promise.all([call<Directory>("/members/directory"), loadTrust()]);
  if (answer.ok) directory.value = answer.value;
  else if (answer.problem === "not-signed-in") ended();
  return answer.ok ? null : answer;
}

/** An organisation with its number, each in its own direction: `Harbour, +000 555 0303`; the name alone where no number is known. */
export function reach(organisation: string, name: string): string {
  const phone = directory.value?.services.find((service) => service.organisation.id === organisation)?.phone;
  return phone === undefined ? name : `${isolate(name)}, ${isolate(phone)}`;
}
