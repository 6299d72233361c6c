import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { assessment, notes } from "../notes/current.ts";
import { Fold } from "../page/parts.tsx";
import { Actions } from "../result/actions.tsx";
import { guidance, standing } from "./data.ts";
import { fitting, type Item, shownFirst } from "./select.ts";
import { Words } from "./words.tsx";

const orders = new Map(list.actions.map(({ id, order }) => [id, order]));

/** What to do now: at most five things first, of which some belong to this situation; everything else opens when asked. */
export function Now() {
  const now = standing.value;
  const actions = assessment.value.do.map((id) => ({ id, order: orders.get(id) ?? guidance.pinned }));
  const shown = shownFirst(actions, fitting(guidance.cards, now), guidance);
  const more = shown.actions.more.length + shown.cards.more.length;
  const first = [
    ...shown.actions.first.map((id) => `action.${id}`),
    ...shown.cards.first.map(({ id }) => `card.${id}`),
  ];
  return (
    <>
      <Actions ids={shown.actions.first} />
      {shown.cards.first.length > 0 ? (
        <>
          <h4 class="here">{t("guidance.here", { situation: t(`situation.${notes.value.situation}`) })}</h4>
          <Cards items={shown.cards.first} />
        </>
      ) : null}
      <Words of={first} />
      {more > 0 ? (
        <Fold summary={t("guidance.more", { count: more })}>
          <Actions ids={shown.actions.more} start={shown.actions.first.length + 1} />
          <Cards items={shown.cards.more} />
          <Words
            of={[...shown.actions.more.map((id) => `action.${id}`), ...shown.cards.more.map(({ id }) => `card.${id}`)]}
          />
        </Fold>
      ) : null}
    </>
  );
}

function Cards({ items }: { items: readonly Item[] }) {
  if (items.length === 0) return null;
  return (
    <ul class="cards">
      {items.map(({ id }) => (
        <li key={id}>
          <strong>{t(`card.${id}`)}</strong>
          <span>{t(`card-detail.${id}`)}</span>
        </li>
      ))}
    </ul>
  );
}
