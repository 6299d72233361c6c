import { useSignal } from "@preact/signals";
import type { Inbox, Sent } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { markersOf } from "../keys.ts";
import { ownDesks } from "../referral/banner.tsx";
import { hrefOf } from "../route.ts";
import { t } from "../words.ts";
import { passedOnFrom } from "./origin.ts";

interface First {
  readonly case: string;
  readonly reference: string;
}
/** Cases that were taken back, and from which something that was passed on still stands. Asks only where this desk sent something that does. */
async function look(): Promise<readonly First[]> {
  const sent = await call<Sent>("/sent");
  const standing = sent.ok ? sent.value.lines.filter((line) => line.status !== "withdrawn") : [];
  const all = standing.length === 0 ? null : await call<Inbox>("/inbox?box=all");
  const withdrawn = all?.ok ? all.value.lines.filter((line) => line.status === "withdrawn") : [];
  const left: First[] = [];
  for (const first of withdrawn)
    for (const { desk } of ownDesks())
      if ((await passedOnFrom(await markersOf(desk), first.case, standing)).length > 0) left.push(first);
  return left;
}

/** Before the lines of the inbox: a referral was taken back, and others still have something of it from here. */
export function StillNotice() {
  const found = useSignal<readonly First[]>([]);
  useEffect(() => {
    void look().then((firsts) => {
      found.value = firsts;
    });
  }, []);
  const firsts = found.value;
  if (firsts.length === 0) return null;
  return (
    <div class="desk-remark desk-remark--strong" role="status">
      <p>{t("onward.still.inbox", { n: firsts.length })}</p>
      <ul class="desk-list">
        {firsts.map((first) => (
          <li key={first.case}>
            <a class="govuk-link" href={hrefOf({ page: "case", id: first.case })}>
              <bdi>{first.reference}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
