import { can } from "@threshold/casework";
import { useEffect } from "preact/hooks";
import { Remark } from "../parts/notice.tsx";
import { hrefOf } from "../route.ts";
import { current } from "../session.ts";
import { moment, t } from "../words.ts";
import { custody, forgetCustody, keepCustody } from "./custody.ts";

/** Above every page: that somebody asks for keys here, or asks this custodian. Whoever it concerns learns of it at the next sign-in. */
export function CustodyNotice() {
  useEffect(() => {
    void keepCustody();
    return forgetCustody;
  }, []);
  const lines = custody.value === null ? [] : linesOf();
  if (lines.length === 0) return null;
  return (
    <Remark strong>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        <a href={hrefOf({ page: "custody" })}>{t("desk.custody.notice.open")}</a>
      </p>
    </Remark>
  );
}

function linesOf(): string[] {
  const { recoveries, requests, here } = custody.value ?? { recoveries: [], requests: [], here: [] };
  const { member } = current();
  return [
    ...recoveries
      .filter((one) => one.state === "asked")
      .map((one) =>
        one.member.id === member.id
          ? t("desk.custody.notice.you", { time: moment(one.asked) })
          : t("desk.custody.notice.colleague", { name: one.member.name, time: moment(one.asked) }),
      ),
    ...requests
      .filter((one) => one.shares.some((share) => share.answer === null))
      .map((one) => t("desk.custody.notice.request", { name: one.member.name, organisation: one.organisation.name })),
    ...here
      .filter((place) => place.state === "asked" && can(member.roles, "hold-share"))
      .map((place) => t("desk.custody.notice.place", { organisation: place.organisation.name })),
  ];
}
