import { Remark } from "../parts/notice.tsx";
import { current } from "../session.ts";
import { dayOf, t } from "../words.ts";
import { people } from "./state.ts";

/** How long colleagues are told, milliseconds. */
const told = 7 * 86_400_000;

/** Above every page of the desk: a colleague made new keys. Whoever did not know asks her. */
export function RenewedNotice() {
  const { member, desks } = current();
  const own = new Set(desks.map((desk) => desk.id));
  const renewed = people.value?.members.flatMap(({ id, name, renewed: day, desks: at }) =>
    day !== null && id !== member.id && at.some((desk) => own.has(desk)) && Date.now() - Date.parse(day) < told
      ? [{ id, name, day }]
      : [],
  );
  return (
    <>
      {renewed?.map(({ id, name, day }) => (
        <Remark key={id}>{t("desk.people.renewed.notice", { name, day: dayOf(day) })}</Remark>
      ))}
    </>
  );
}
