import { Title } from "../parts/title.tsx";
import { current } from "../session.ts";
import { dueAt } from "../span.ts";
import { around, said, t } from "../words.ts";
import { BothTimes } from "./both-times.tsx";
import type { OpenCase } from "./open-case.ts";
import { standingOf } from "./standing.ts";

export const ownDesks = () => {
  const { organisation, desks } = current();
  return desks.map((desk) => ({ organisation: organisation.id, desk: desk.id }));
};

/** Which case this is, and what it waits for, in words. */
export function Banner({ open }: { readonly open: OpenCase }) {
  const standing = standingOf(open, ownDesks());
  if (standing === null) return <Title page={t("desk.case")}>{t("desk.case")}</Title>;
  const { state, status } = standing;
  const waits = status === "waiting" || status === "passed-on";
  const due = state.due === null ? null : dueAt(state.due, open.file.now);
  const [before, after] = around("desk.case.title", "reference");
  return (
    <div class="desk-banner">
      <Title page={t("desk.case")}>
        {before}
        <bdi>{state.reference}</bdi>
        {after}
      </Title>
      <ul class="desk-banner__facts">
        {state.urgency === "now" && waits ? (
          <li>
            <strong class="desk-now">{t("desk.inbox.now")}</strong>
          </li>
        ) : null}
        <li>
          <strong class="desk-status">{t(`desk.status.${status}`)}</strong>
        </li>
        {state.child ? <li>{t("desk.inbox.child")}</li> : null}
        {waits && due !== null ? (
          <li class={due.past ? "desk-row__late" : ""}>
            {t(due.past ? "desk.due.past" : "desk.due.left", { span: said(due.span) })}
          </li>
        ) : null}
      </ul>
      {typeof open.card === "string" ? null : <BothTimes metAt={open.card.metAt} receivedAt={state.receivedAt} />}
    </div>
  );
}
