import type { Flag, Keyed, TimelineItem } from "@threshold/casework";
import type { CaseEntry, Directory } from "@threshold/contract";
import { isolate } from "../../shared/isolate.ts";
import { has } from "../../shared/words.ts";
import type { Untrue } from "../trust/author.ts";
import { moment, t } from "../words.ts";
import { nameOfOrganisation } from "./names.ts";
import type { OpenCase } from "./open-case.ts";

interface Props {
  readonly open: OpenCase;
  readonly directory: Directory | null;
  /** What a record says, where this member may read it. */
  readonly recorded?: (entry: string, who: string) => readonly string[] | undefined;
}

/** What happened, as sentences in the case's own order; what cannot be trusted is shown and marked. */
export function TimelineTab({ open, directory, recorded }: Props) {
  const byId = new Map(open.file.entries.map((entry) => [entry.envelope.id, entry]));
  const wrong = open.file.entries.filter((entry) => open.untrue.has(entry.envelope.id));
  const sentences = (entry: CaseEntry | undefined) => sentencesOf(entry, open, directory, recorded);
  return (
    <>
      <ol class="desk-timeline">
        {open.state.timeline.map((item) => (
          <Item key={item.entry} item={item} sentences={sentences(byId.get(item.entry))} />
        ))}
        {wrong.map((entry) => (
          <li class="desk-timeline__wrong" key={entry.envelope.id}>
            <p class="desk-alert__box">{untrueText(open.untrue.get(entry.envelope.id))}</p>
            {sentences(entry).map((sentence) => (
              <p key={sentence} class="desk-timeline__line">
                {sentence}
              </p>
            ))}
            <p class="desk-timeline__date">{t("desk.timeline.received", { at: moment(entry.receivedAt) })}</p>
          </li>
        ))}
      </ol>
      {wrong.length === 0 ? (
        <p class="desk-quiet">{t("desk.timeline.signatures", { n: open.file.entries.length })}</p>
      ) : null}
    </>
  );
}

function Item({ item, sentences }: { readonly item: TimelineItem; readonly sentences: readonly string[] }) {
  return (
    <li>
      {sentences.map((sentence, n) => (
        <p key={sentence} class={n === 0 ? "desk-timeline__line desk-timeline__line--first" : "desk-timeline__line"}>
          {sentence}
        </p>
      ))}
      {item.flags.map((flag) => (
        <p key={flag} class="desk-timeline__flag">
          {flagText(flag)}
        </p>
      ))}
      <p class="desk-timeline__date">
        {item.receivedAt === null ? null : (
          <time dateTime={item.receivedAt}>{t("desk.timeline.received", { at: moment(item.receivedAt) })}</time>
        )}
        {item.receivedAt === null || sameMinute(item) ? null : (
          <> · {t("desk.timeline.written", { at: moment(item.at) })}</>
        )}
      </p>
    </li>
  );
}

const sameMinute = (item: TimelineItem) =>
  item.receivedAt !== null && Math.abs(Date.parse(item.receivedAt) - Date.parse(item.at)) < 60_000;

const untrueText = (why: Untrue | undefined): string =>
  why === "unconfirmed"
    ? `${t("trust.timeline.author-unconfirmed")} ${t("trust.timeline.not-counted")}`
    : t(why === "author" ? "trust.timeline.author-wrong" : "desk.timeline.signature-bad");

const flagText = (flag: Flag): string =>
  has(`desk.flag.${flag}`) ? t(`desk.flag.${flag}`) : t("desk.flag.other", { flag });

/** One entry as sentences: who did what, and what was said with it. */
function sentencesOf(
  entry: CaseEntry | undefined,
  open: OpenCase,
  directory: Directory | null,
  recorded: Props["recorded"],
): readonly string[] {
  if (entry === undefined) return [t("desk.timeline.unknown")];
  const { envelope } = entry;
  const organisation = nameOfOrganisation(directory, envelope.sender.organisation);
  const name = entry.by ?? t("desk.timeline.somebody");
  const who = organisation === undefined ? name : t("desk.signed-in", { name, organisation });
  switch (envelope.kind) {
    case "referred":
    case "withdrawn":
      return [t(`desk.timeline.${envelope.kind}`, { who })];
    case "opened":
      return [t("desk.timeline.opened", { who, purpose: t(`desk.purpose.${envelope.purpose}`) })];
    case "accepted":
      return [
        envelope.how === "phone"
          ? t("desk.timeline.accepted-phone", { who, time: moment(envelope.agreedAt ?? envelope.at) })
          : t("desk.timeline.accepted", { who }),
      ];
    case "declined": {
      const note = open.notes.get(envelope.id);
      const onward = nameOfOrganisation(directory, envelope.onward?.organisation);
      return [
        note === undefined
          ? t("desk.timeline.declined-sealed", { who })
          : t("desk.timeline.declined", { who, reason: t(`desk.reason.${note.reason}`) }),
        ...(note === undefined || note.words.trim() === "" ? [] : [isolate(note.words)]),
        ...(onward === undefined ? [] : [t("desk.timeline.onward", { organisation: onward })]),
      ];
    }
    case "passed-on":
      return [t(envelope.why === "left" ? "onward.timeline.left" : "desk.timeline.passed-on")];
    case "keyed":
      return [t(keyedText(envelope, open), { who })];
    case "erased":
      return [t(`content.timeline.erased-${envelope.names[0] ?? "story"}`, { who })];
    case "broke-glass":
      return [t("content.timeline.broke-glass", { who, reason: t(`content.glass.reason.${envelope.reason}`) })];
    case "resealed":
    case "noted":
    case "attached":
      return [t(`content.timeline.${envelope.kind}`, { who })];
    case "recorded":
      return recorded?.(envelope.id, who) ?? [t("care.timeline.unopened", { who })];
    default:
      return [t("desk.timeline.unknown")];
  }
}

function keyedText({ id, team, version }: Keyed, { state }: OpenCase): string {
  if (team !== null) return "content.timeline.team";
  if (version === 1) return "content.timeline.keyed";
  const keys = state.status === "no-referral" ? [] : state.keys;
  const before = keys[keys.findIndex((key) => key.entry === id) - 1];
  return before?.team === null ? "content.timeline.keyed-anew" : "content.timeline.whole-desk";
}
