import { moment, t } from "../words.ts";

/** A phone without a network sends later; below this, the two times say the same. */
const few = 5 * 60_000;

/**
 * When the person was met, by the phone's clock, and when the server received it: where they differ by more than a few minutes, both
 * are shown, since each says something else (what was seen may be hours old; the time set runs from the second).
 */
export function BothTimes({ metAt, receivedAt }: { readonly metAt: string; readonly receivedAt: string | null }) {
  if (receivedAt === null || !(Math.abs(Date.parse(receivedAt) - Date.parse(metAt)) > few)) return null;
  return (
    <span class="desk-row__quiet">{t("desk.both-times", { met: moment(metAt), received: moment(receivedAt) })}</span>
  );
}
