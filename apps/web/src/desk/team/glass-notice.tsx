import { Remark } from "../parts/notice.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { moment, t } from "../words.ts";
import { broken } from "./may.ts";

/** Above a case, on every tab, for everybody of its desk: who opened it in danger, why, and until when. It stays after the hours are over. */
export function GlassNotice({ open }: { readonly open: OpenCase }) {
  const glass = broken(open.state, Date.parse(open.file.now));
  return (
    <>
      {glass.map(({ entry, reason, receivedAt, until, open: runs }) => {
        const by = open.file.entries.find((one) => one.envelope.id === entry)?.by ?? t("desk.timeline.somebody");
        const values = { by, reason: t(`content.glass.reason.${reason}`), at: moment(receivedAt ?? "") };
        return (
          <Remark strong={runs} key={entry}>
            {t(runs ? "content.glass.open" : "content.glass.over", { ...values, until: moment(until ?? "") })}
          </Remark>
        );
      })}
    </>
  );
}
