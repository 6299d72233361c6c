import { TroubleLine } from "../parts/notice.tsx";
import { t } from "../words.ts";
import type { ChangeTrouble } from "./make-change.ts";

/** Why a change of people was not made. */
export function ChangeTroubleLine({ trouble }: { readonly trouble: ChangeTrouble | null }) {
  if (trouble === null || trouble.problem !== "unchecked") return <TroubleLine trouble={trouble} />;
  return (
    <div role="alert" class="desk-alert">
      <p class="desk-alert__box">{t("desk.people.untrusted")}</p>
    </div>
  );
}
