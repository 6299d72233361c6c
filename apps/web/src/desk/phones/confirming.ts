import { signal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { MemberSession } from "@threshold/contract";
import { keepOrganisation } from "../trust/keep-organisation.ts";
import { confirmPhones, type ToConfirm } from "./confirm.ts";

const nothing: ToConfirm = { waiting: [], refused: [] };
/** Phones of the organisation that nobody has confirmed, as this browser last looked. */
export const phonesToConfirm = signal<ToConfirm>(nothing);

const every = 20_000;
/** Looks at once; null while nobody is signed in who keeps phones. */
let look: (() => void) | null = null;

/** Looks now instead of in some seconds: somebody has opened the page of phones. */
export const confirmNow = (): void => look?.();

/**
 * While somebody is signed in who keeps phones, those that used a code are confirmed without anybody having to think of it.
 * @returns stops it
 */
export function keepConfirming({ member }: MemberSession): () => void {
  if (!can(member.roles, "keep-phones")) return () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const turn = async () => {
    const found = await confirmPhones().catch(() => null);
    if (stopped) return;
    if (found !== null) phonesToConfirm.value = found;
    clearTimeout(timer);
    timer = setTimeout(turn, every);
  };
  look = () => void turn();
  void keepOrganisation()
    .catch(() => undefined)
    .then(turn);
  return () => {
    stopped = true;
    look = null;
    clearTimeout(timer);
    phonesToConfirm.value = nothing;
  };
}
