import { list, t } from "../words.ts";
import { endMember } from "./changes.ts";
import type { FormProps } from "./member-row.tsx";
import { deskNames } from "./state.ts";
import { Sure } from "./sure.tsx";

/** Somebody has left: out at once, and new keys for the desks she worked at. */
export function EndForm({ member, known, after, close }: FormProps) {
  const { name, standing } = member;
  const desks = standing === "waiting" ? [] : deskNames(known.desks, member.desks);
  const act = async () => {
    const why = await endMember(member);
    const said =
      desks.length === 0
        ? t("desk.people.leave.done", { name })
        : t("desk.people.leave.done.keys", { name, desks: list(desks) });
    after(why, said);
    if (why === null) close();
  };
  return (
    <Sure label={t("desk.people.leave.one", { name })} does={t("desk.people.leave.do")} act={act} close={close}>
      <p>{t("desk.people.leave.lead", { name })}</p>
      {desks.length === 0 ? null : <p>{t("desk.people.leave.keys", { desks: list(desks) })}</p>}
    </Sure>
  );
}
