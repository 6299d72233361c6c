import { useSignal } from "@preact/signals";
import type { Status } from "@threshold/casework";
import type { CaseFile } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { keepUp } from "../live/keep-up.ts";
import { ownDesks } from "../referral/banner.tsx";
import { openCase } from "../referral/open-case.ts";
import { standingOf } from "../referral/standing.ts";
import { nameOf } from "./names.ts";

/** How something that was passed on stands with those who got it. */
export interface Stands {
  /** `absent`: the server knows of no such referral: it never left. */
  readonly status: Status | "absent";
  /** Who has it in hand, by name; null where nobody has. */
  readonly holder: string | null;
}

/** Asks how these cases stand, now and whenever one of them changes; what is not known yet is not in it. */
export function useStandings(cases: readonly string[]): ReadonlyMap<string, Stands> {
  const known = useSignal<ReadonlyMap<string, Stands>>(new Map());
  useEffect(() => {
    if (cases.length === 0) return;
    return keepUp(
      async () => {
        for (const id of cases) {
          const found = await standsOf(id);
          if (found !== null) known.value = new Map(known.value).set(id, found);
        }
      },
      (changed) => cases.includes(changed),
    );
  }, [cases.join()]);
  return known.value;
}

async function standsOf(id: string): Promise<Stands | null> {
  const answer = await call<CaseFile>(`/cases/${id}`);
  if (!answer.ok) return answer.problem === "not-found" ? { status: "absent", holder: null } : null;
  const standing = standingOf(await openCase(answer.value, id, ownDesks()), ownDesks());
  if (standing === null) return null;
  const { state, status } = standing;
  const desk = status === "withdrawn" || status === "declined" ? null : (state.answeredBy?.desk ?? state.holder);
  return { status, holder: desk === null ? null : nameOf(desk) };
}
