import { TroubleLine } from "../parts/notice.tsx";
import { t } from "../words.ts";
import type { Stopped } from "./step.ts";

/** Why something that takes several steps stopped, read out at once. */
export function StoppedLine({ why }: { readonly why: Stopped | null }) {
  if (why === null || typeof why !== "string") return <TroubleLine trouble={why} />;
  return (
    <div role="alert" class="desk-alert">
      <p class="desk-alert__box">{t(`content.stopped.${why}`)}</p>
    </div>
  );
}
