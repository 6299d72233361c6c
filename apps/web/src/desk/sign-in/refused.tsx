import { TroubleLine } from "../parts/notice.tsx";
import { t } from "../words.ts";
import type { Refusal } from "./unlock.ts";

/** Why somebody did not get in: what the server said, or what this browser refused. */
export function Refused({ refusal }: { readonly refusal: Refusal | null }) {
  const own = refusal !== null && "own" in refusal ? refusal.own : null;
  return (
    <>
      <TroubleLine trouble={refusal !== null && "trouble" in refusal ? refusal.trouble : null} />
      {own === null ? null : (
        <p role="alert" class="desk-alert__box">
          {t(`desk.sign-in.${own}`)}
        </p>
      )}
    </>
  );
}
