import type { Signal } from "@preact/signals";
import type { Answer, Card, Story } from "@threshold/casework";
import type { ComponentChildren } from "preact";
import { Checkbox } from "../parts/choice.tsx";
import { dayOf, languageName, list, t, word, words } from "../words.ts";
import { type CardPart, partsOf, type StoryPart, storyPartsOf } from "./parts.ts";

interface Props {
  readonly card: Card;
  readonly story: Story | null;
  /** Help before anything happened: less is told. */
  readonly prevention: boolean;
  readonly chosen: Signal<readonly string[]>;
}

/** Everything that would be passed on, as it would be read there; each line can be left out (II.4). */
export function What({ card, story, prevention, chosen }: Props) {
  const change = (part: string) => (on: boolean) => {
    const rest = chosen.value.filter((one) => one !== part);
    chosen.value = on ? [...rest, part] : rest;
  };
  const box = (part: string, said: string) => (
    <Checkbox
      key={part}
      id={`onward-part-${part}`}
      text={t(`onward.part.${part}`)}
      hint={said}
      checked={chosen.value.includes(part)}
      change={change(part)}
    />
  );
  return (
    <>
      <Boxes legend={t("onward.what")}>
        <p class="desk-quiet">{t("onward.what.always", { result: t(`result-short.${card.result}`) })}</p>
        {partsOf(card, prevention).map((part) => box(part, cardWords(card, part)))}
      </Boxes>
      {story === null ? null : (
        <Boxes legend={t("onward.what.story")}>
          {storyPartsOf(story).map((part) => box(part, storyWords(story, part)))}
        </Boxes>
      )}
    </>
  );
}

function Boxes({ legend, children }: { readonly legend: string; readonly children: ComponentChildren }) {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        <div class="govuk-checkboxes govuk-checkboxes--small">{children}</div>
      </fieldset>
    </div>
  );
}

function cardWords(card: Card, part: CardPart): string {
  switch (part) {
    case "languages":
      return list(card.languages.map(languageName));
    case "needs":
      return card.needs === "declined" ? t("desk.declined-to-say") : words("need", card.needs ?? []);
    case "situation":
      return card.situation === null ? "" : word("situation", card.situation);
    case "form":
      return card.form === null ? "" : word("form", card.form.id);
    case "signs":
      return words(
        "sign",
        card.signs.map(({ id }) => id),
      );
    case "followUp":
      return card.followUp == null ? "" : dayOf(card.followUp);
    case "offer":
      return t("onward.part.offer.n", { n: card.offer?.length ?? 0 });
    case "earlier":
      return t("onward.part.earlier.n", { n: card.earlier?.length ?? 0 });
    case "disagreement":
      return card.disagreement == null ? "" : t(`result-short.${card.disagreement.result}`);
    case "statements":
      return words("statement", card.statements);
    case "offence":
      return t("onward.part.offence.is");
  }
}

const answered = (answer: Answer): string => {
  if (answer === null) return "";
  return answer.known ? answer.value : t(answer.why === "declined" ? "desk.declined-to-say" : "desk.not-known");
};

function storyWords(story: Story, part: StoryPart): string {
  if (part !== "asked") return answered(story[part]);
  const { askedAlone, interpreter } = story;
  return [
    ...(askedAlone === null ? [] : [`${t("desk.story.askedAlone")}: ${t(askedAlone ? "desk.yes" : "desk.no")}`]),
    ...(interpreter === null ? [] : [word("desk.interpreter", interpreter)]),
  ].join(" · ");
}
