import { Remark } from "../parts/notice.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { t } from "../words.ts";

/** Above a case, on every tab: what of it could not be confirmed. */
export function CaseNotices({ open }: { readonly open: OpenCase }) {
  const { untrue, unconfirmed, unproven } = open;
  const changed = [...untrue.values()].some((why) => why !== "unconfirmed");
  return (
    <>
      {changed ? <p class="desk-alert__box">{t("trust.case.untrue")}</p> : null}
      {unproven ? <p class="desk-alert__box">{t("trust.case.unproven")}</p> : null}
      {unconfirmed ? <Remark strong>{t("trust.case.unconfirmed")}</Remark> : null}
    </>
  );
}
