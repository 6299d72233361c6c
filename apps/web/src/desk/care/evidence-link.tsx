import type { Link } from "@threshold/casework/care";
import { moment, t } from "../words.ts";
import { useCare } from "./context.ts";
import { wordsOf } from "./said.ts";
import { ShowFile } from "./show-file.tsx";

/** Acts that need a power in law, an order or the person's own yes: a link without one says so. */
const needsPower: ReadonlySet<string> = new Set(["taken", "copied"]);

/** One link as sentences: what, by whom, where, under which power, who has it from then on; a gap is said, never filled. */
function linkSentences({ record }: Link): string {
  const { act, by, where, power, to } = record;
  const said = (id: string, name: string, words: string | null) =>
    words === null ? [] : [t(`care.evidence.${id}`, { [name]: words })];
  const under = wordsOf(power);
  return [
    t(`care.evidence.chain.${act}`, { by: wordsOf(by) ?? t("care.evidence.nobody") }),
    ...said("at", "where", wordsOf(where)),
    ...said("under", "power", under),
    ...(under === null && needsPower.has(act) ? [t("care.evidence.no-power")] : []),
    ...said("has", "to", wordsOf(to)),
  ].join(" ");
}

export function EvidenceLink({ link, of }: { readonly link: Link; readonly of: string }) {
  const { names } = useCare();
  const { record, by, beside } = link;
  return (
    <li class="desk-chain__link">
      <p class="desk-care__detail">{linkSentences(link)}</p>
      {beside.length === 0 ? null : <p class="desk-care__also">{t("care.evidence.beside")}</p>}
      <p class="desk-quiet">
        {t("care.by", { name: names.get(by) ?? t("desk.timeline.somebody"), at: moment(record.at) })}
      </p>
      {record.file === null ? null : <ShowFile entry={record.file} of={of} hash />}
    </li>
  );
}
