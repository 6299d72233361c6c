import { t } from "../../shared/words.ts";
import { Onward, Title } from "../page/parts.tsx";
import { onwardTo } from "../page/place.ts";
import { draft } from "./current.ts";
import { itemsOf } from "./draft.ts";
import { Item } from "./item.tsx";
import { Languages, Needs } from "./needs.tsx";
import { Strip } from "./strip.tsx";

/** What helps them help. Nothing here has to be answered; nothing is asked that the receiver does not use. */
export function Helps() {
  if (draft.value.prevention !== null) return <HelpsBefore />;
  return (
    <>
      <Strip at="helps" />
      <Title>{t("field.helps.title")}</Title>
      <p>{t("field.helps.about")}</p>
      <Item name="calledAs" />
      <Item name="contact" />
      <Item name="safeTime" />
      <Item name="where" />
      <Needs />
      <Languages />
      <Item name="dangers" long />
      <Item name="health" long />
      <Item name="others" long />
      <Item name="narrative" long />
      <Item name="officer" />
      <Onward onTap={() => onwardTo("look-over")}>{t("common.next")}</Onward>
    </>
  );
}

/** Before anything happens fewer things help, and no more than those are asked. */
function HelpsBefore() {
  return (
    <>
      <Strip at="helps" />
      <Title>{t("field.helps.title")}</Title>
      <p>{t("offer.helps.about")}</p>
      {itemsOf(draft.value).map((item) => (
        <Item key={item} name={item} />
      ))}
      <Languages />
      <Onward onTap={() => onwardTo("look-over")}>{t("common.next")}</Onward>
    </>
  );
}
