import type { Story } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { wordsOf } from "../care/said.ts";
import { ToldText } from "../care/told-sheet.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { t } from "../words.ts";
import { CardSheet } from "./card.tsx";
import { ChoicesSheet } from "./choices.tsx";
import { NoticeSheet } from "./notice.tsx";
import type { PaperName } from "./papers.ts";
import { RisksSheet } from "./risks.tsx";
import type { Ticked } from "./story.tsx";
import { StorySheet } from "./story-sheet.tsx";
import { SummarySheet } from "./summary.tsx";

interface Props {
  readonly name: PaperName;
  readonly open: OpenCase;
  readonly directory: Directory | null;
  /** Null until somebody opened it with a purpose. */
  readonly story: Story | null;
  readonly ticked: ReadonlySet<Ticked>;
}

/** What stands on a paper below its title. */
export function SheetOf({ name, open, directory, story, ticked }: Props) {
  const called = ticked.has("tick-name") && story !== null ? wordsOf(story.calledAs) : null;
  const who = called === null ? null : <p>{t("paper.name-is", { name: called })}</p>;
  switch (name) {
    case "referral":
      return (
        <>
          {who}
          <CardSheet open={open} directory={directory} />
          {story !== null && (ticked.has("tick") || ticked.has("tick-contact")) ? (
            <StorySheet story={story} directory={directory} ticked={ticked} />
          ) : null}
        </>
      );
    case "choices":
      return (
        <>
          {who}
          <ChoicesSheet named={called !== null} />
        </>
      );
    case "information":
      return <ToldText />;
    case "notice":
      return <NoticeSheet reference={open.referral?.reference ?? ""}>{who}</NoticeSheet>;
    case "risks":
      return <RisksSheet />;
    case "summary":
      return (
        <>
          {who}
          <SummarySheet />
        </>
      );
  }
}
