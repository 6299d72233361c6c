import type { DeskAddress } from "@threshold/casework";
import type { CaseRecord } from "@threshold/casework/care";
import type { Service } from "@threshold/contract";
import { isolate } from "../../shared/isolate.ts";
import { wordsOf } from "../care/said.ts";
import { directory } from "../directory.ts";
import { t } from "../words.ts";

type Passed = Extract<CaseRecord, { topic: "passed" }>;

/** A service's name; where several share a desk, or the desk is there no more, their organisation's. */
function oneName(services: readonly Service[]): string | undefined {
  const [first, ...more] = services;
  return more.length === 0 ? first?.name : first?.organisation.name;
}

function nameOfId(id: string, organisation = id): string {
  const services = directory.value?.services ?? [];
  const there = services.filter((one) => one.desk?.id === id);
  const known = oneName(there) ?? services.find((one) => one.organisation.id === organisation)?.organisation.name;
  return known ?? t("onward.unknown-service");
}

/** Who works at a desk, by name, to be set into a sentence. */
export const nameOf = (desk: DeskAddress): string => nameOfId(desk.desk, desk.organisation);

/** Names of desks or organisations by their ids, each in its own direction. */
export const namesOfIds = (ids: readonly string[]): readonly string[] =>
  [...new Set(ids.map((id) => nameOfId(id)))].map(isolate);

/** Who got what was passed on, to be set into a sentence. */
export function whoHas({ desk, to }: Passed): string {
  return desk === null ? (wordsOf(to) ?? t("onward.unknown-service")) : nameOf(desk);
}

/** Desks of these services, each once, with the name that is said of it. */
export function desksOf(services: readonly Service[]): readonly { readonly id: string; readonly name: string }[] {
  const ids = [...new Set(services.flatMap(({ desk }) => desk?.id ?? []))];
  return ids.map((id) => ({ id, name: nameOfId(id) }));
}
