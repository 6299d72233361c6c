import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadDirectory } from "../directory.ts";
import { TextField } from "../parts/field.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { Title } from "../parts/title.tsx";
import { clock, t } from "../words.ts";
import { inOrder, matching } from "./lines.ts";
import { type Box, boxes, fresh, heard, keepLooking, trouble } from "./poll.ts";
import { Row } from "./row.tsx";

/** Says in words whether what is shown is of now. */
function Live() {
  if (heard.value === null) return null;
  const time = clock(heard.value);
  return <p class="desk-live">{t(trouble.value === null ? "desk.inbox.live" : "desk.inbox.not-live", { time })}</p>;
}

export function InboxPage() {
  const box = useSignal<Box>("waiting");
  const typed = useSignal("");
  useEffect(keepLooking, []);
  useEffect(() => void loadDirectory(), []);
  const known = boxes.value;
  const lines = known === null ? [] : inOrder(matching(known.lines[box.value], typed.value));
  const count = (of: Box) => ({ n: known?.lines[of].length ?? 0 });
  return (
    <>
      <Title page={t("desk.inbox")}>{t("desk.inbox")}</Title>
      <TroubleLine trouble={trouble.value} />
      <Said>{fresh.value > 0 ? t("desk.inbox.new", { n: fresh.value }) : ""}</Said>
      <div class="desk-search">
        <TextField id="search" type="search" label={t("desk.inbox.search")} value={typed} width="short" />
        <Live />
      </div>
      <Tabs
        label={t("desk.inbox.boxes")}
        chosen={box.value}
        choose={(key) => {
          box.value = key;
        }}
        tabs={[
          { key: "waiting", text: t("desk.inbox.waiting", count("waiting")) },
          { key: "mine", text: t("desk.inbox.mine", count("mine")) },
          { key: "all", text: t("desk.inbox.all") },
        ]}
      >
        {known === null ? (
          <p>{trouble.value === null ? t("desk.loading") : ""}</p>
        ) : lines.length === 0 ? (
          <p class="desk-empty">
            {t(typed.value.trim() === "" ? `desk.inbox.empty.${box.value}` : "desk.inbox.empty.search")}
          </p>
        ) : (
          <ul class="desk-rows" aria-label={t("desk.inbox.list")}>
            {lines.map((line) => (
              <Row key={line.entry} line={line} now={known.now} />
            ))}
          </ul>
        )}
      </Tabs>
    </>
  );
}
