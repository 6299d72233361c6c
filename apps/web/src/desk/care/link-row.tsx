import type { CaseRecord, GroupCard, Standing } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";
import { isolate } from "../../shared/isolate.ts";
import { hrefOf } from "../route.ts";
import { CaseFacts, CaseLink } from "../together/case-line.tsx";
import { wantedGroup } from "../together/wanted.ts";
import { moment, t } from "../words.ts";
import { useCare } from "./context.ts";
import { wordsOf } from "./said.ts";

type LinkRecord = Extract<CaseRecord, { topic: "link" }>;
export type Links = readonly Standing<LinkRecord>[];

interface Props {
  readonly standing: Standing<LinkRecord>;
  /** The other case, where it is one of this desk. */
  readonly line: InboxLine | undefined;
  /** The card that the label names. */
  readonly card: GroupCard | null;
}

/** Somebody who belongs to this, or was taken apart from it. */
export function LinkRow({ standing: { now, also }, line, card }: Props) {
  const { names, mayAdd, busy, save } = useCare();
  const { v: _, at: __, ...said } = now.record;
  const split = said.state === "split";
  const label = card === null ? said.label : t("together.card", { number: card.number, code: card.code });
  const note = wordsOf(said.note);
  const nameOf = (member: string) => names.get(member) ?? t("desk.timeline.somebody");
  const does = t(split ? "together.join-again" : "together.split");
  return (
    <li class="desk-care__row">
      <div class="desk-care__line">
        {line === undefined || split ? (
          <span class="desk-care__name">{split ? t("together.split.is", { label }) : isolate(label)}</span>
        ) : (
          <CaseLink line={line} />
        )}
        <span class="desk-care__state">{t(`together.relation.${said.relation}`)}</span>
        {mayAdd ? (
          <button
            type="button"
            class="desk-link"
            disabled={busy.value}
            aria-label={`${does}: ${label}`}
            onClick={() => void save({ ...said, state: split ? "joined" : "split" })}
          >
            {does}
          </button>
        ) : null}
      </div>
      {line === undefined || split ? null : (
        <div class="desk-care__line">
          <CaseFacts line={line} />
        </div>
      )}
      {card === null || split ? null : (
        <a
          class="govuk-link"
          href={hrefOf({ page: "together" })}
          onClick={() => {
            wantedGroup.value = card.code;
          }}
        >
          {t("together.show-group", { code: card.code })}
        </a>
      )}
      {note === null ? null : <p class="desk-care__detail">{isolate(note)}</p>}
      {also.map((one) => (
        <p key={one.entry} class="desk-care__also">
          {t("care.and-also", {
            name: nameOf(one.by),
            what: t(`together.relation.${one.record.relation}`),
          })}
        </p>
      ))}
      <p class="desk-quiet">{t("care.by", { name: nameOf(now.by), at: moment(now.record.at) })}</p>
    </li>
  );
}
