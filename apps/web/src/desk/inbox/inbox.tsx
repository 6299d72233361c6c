import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { isolate } from "../../shared/isolate.ts";
import { loadDirectory } from "../directory.ts";
import { live } from "../live/live.ts";
import { StillNotice } from "../onward/still-notice.tsx";
import { TextField } from "../parts/field.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { Title } from "../parts/title.tsx";
import { waiting as keysWait } from "../people/attend.ts";
import { loadPeople, people } from "../people/state.ts";
import { current } from "../session.ts";
import { Told } from "../telling/told.tsx";
import { clock, t } from "../words.ts";
import { retryCards } from "./cards.ts";
import { box, filter, left, picked, typed } from "./chosen.ts";
import { shown } from "./filter.ts";
import { Filters } from "./filters.tsx";
import { HandOver } from "./hand-over.tsx";
import { KeysList } from "./keys-list.tsx";
import { asOf, counts, lines, loadAll, whole } from "./list.ts";
import { momentsOf, zoneHere } from "./moments.ts";
import { fresh, heard, keepLooking, look as lookNow, trouble } from "./poll.ts";
import { pick } from "./row.tsx";
import { Rows } from "./rows.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { ViewChoice } from "./view-choice.tsx";

/** Says in words whether what is shown is of now. Not announced: that it changes is no news of anybody. */
function Live() {
  if (heard.value === null) return null;
  const time = clock(heard.value);
  if (trouble.value !== null) return <p class="desk-live">{t("desk.inbox.not-live", { time })}</p>;
  return live.value ? (
    <p class="desk-live desk-live--on">{t("desk.inbox.live")}</p>
  ) : (
    <p class="desk-live">{t("desk.inbox.looks", { time })}</p>
  );
}

/** Names of those who look after cases, and who of them is here; the same function while the same people are known. */
function useOwners() {
  const known = people.value;
  const self = current().member.id;
  return useMemo(() => {
    const members = new Map(known?.members.map((one) => [one.id, one]));
    const here = known === null ? null : new Set(known.members.filter(isHere).map((one) => one.id));
    const words = (owner: string | null): string => {
      if (owner === null) return t("desk.list.row.nobody");
      if (owner === self) return t("desk.list.row.you");
      const member = members.get(owner);
      const name = isolate(member?.name ?? t("desk.timeline.somebody"));
      if (member?.standing === "on-leave") return t("desk.list.row.away", { name });
      return member?.standing === "left" ? t("desk.list.row.left", { name }) : name;
    };
    return { self, here, words };
  }, [known, self]);
}
const isHere = ({ standing }: { readonly standing: string }) => standing === "here";

/** The clock that rows are written by: it goes on by minutes, so that nothing is drawn anew in between. */
function useClock() {
  const minute = (asOf.value ?? new Date().toISOString()).slice(0, 16);
  return useMemo(() => {
    const iso = `${minute}:00.000Z`;
    return { iso, ...momentsOf({ at: Date.parse(iso), zone: zoneHere() }) };
  }, [minute]);
}

/** The list of cases: three boxes of it, filters, views, keys, and handing over. */
export function InboxPage() {
  const helping = useSignal(false);
  const owners = useOwners();
  const now = useClock();
  useEffect(keepLooking, []);
  // Whose keys came only now sees at once what they open.
  useEffect(() => {
    if (!keysWait.value) void lookNow();
  }, [keysWait.value]);
  useEffect(() => {
    retryCards();
    void loadDirectory();
    void loadPeople();
  }, []);
  useEffect(() => {
    if (box.value === "all") void loadAll();
  }, [box.value]);
  useShortcuts({
    find: "search",
    pick: (link) => {
      const line = lines.peek().get(link.dataset.caseLink ?? "");
      if (picked.peek() !== null && line?.box === "mine") pick(line.case, !picked.peek()?.has(line.case));
    },
    help: () => {
      helping.value = !helping.peek();
      queueMicrotask(() => document.getElementById("list-keys")?.focus());
    },
  });
  const asking = { ...now, self: owners.self, here: owners.here };
  const found = useMemo(
    () => shown(lines.value.values(), box.value, filter.value, typed.value, asking),
    [lines.value, box.value, filter.value, typed.value, now, owners],
  );
  const count = (of: "waiting" | "mine" | "all") => ({ n: counts.value?.[of] ?? 0 });
  // Another look at the list is another list: it begins at its top, and what was drawn of the one before goes at once.
  const look = [box.value, typed.value, ...Object.values(filter.value)].join(" ");
  return (
    <>
      <Title page={t("desk.inbox")}>{t("desk.inbox")}</Title>
      <TroubleLine trouble={trouble.value} />
      <Said>{fresh.value > 0 ? t("desk.inbox.new", { n: fresh.value }) : ""}</Said>
      <Told />
      <StillNotice />
      <div class="desk-search">
        <TextField id="search" type="search" label={t("desk.inbox.search")} value={typed} width="short" />
        <ViewChoice />
        <Live />
      </div>
      <Tabs
        label={t("desk.inbox.boxes")}
        chosen={box.value}
        choose={(key) => {
          box.value = key;
          left.value = null;
        }}
        tabs={[
          { key: "waiting", text: t("desk.inbox.waiting", count("waiting")) },
          { key: "mine", text: t("desk.inbox.mine", count("mine")) },
          { key: "all", text: t("desk.inbox.all", count("all")) },
        ]}
      >
        <Filters />
        {picked.value === null ? null : <HandOver shown={found} lines={lines.value} />}
        <Above n={found.length} helping={helping} />
        {helping.value ? <KeysList /> : null}
        {asOf.value === null ? (
          <p>{trouble.value === null ? t("desk.loading") : ""}</p>
        ) : found.length === 0 ? (
          <Empty />
        ) : (
          <Rows
            key={look}
            lines={found}
            now={now.iso}
            hour={`${now.iso.slice(0, 13)}:00:00.000Z`}
            today={now.today}
            ownerWords={owners.words}
            picking={picked.value !== null}
          />
        )}
      </Tabs>
    </>
  );
}

/** How many there are, whether the rest is on its way, and what can be done with several at once. */
function Above({ n, helping }: { readonly n: number; readonly helping: { value: boolean } }) {
  const here = whole.value.has(box.value);
  return (
    <div class="desk-above">
      <p role="status">
        {asOf.value === null ? "" : t("desk.list.count", { n })}
        {asOf.value === null || here ? "" : ` ${t("desk.list.reading")}`}
      </p>
      {picked.value === null && box.value !== "waiting" ? (
        <button
          type="button"
          id="hand-over-begin"
          class="desk-link"
          onClick={() => {
            picked.value = new Set();
          }}
        >
          {t("desk.list.hand")}
        </button>
      ) : null}
      <button
        type="button"
        class="desk-link"
        aria-expanded={helping.value}
        onClick={() => {
          helping.value = !helping.value;
        }}
      >
        {t("desk.list.keys")}
      </button>
    </div>
  );
}

function Empty() {
  const narrowed = typed.value.trim() !== "" ? "desk.inbox.empty.search" : "desk.list.empty";
  const none = (counts.value?.[box.value] ?? 0) === 0;
  return <p class="desk-empty">{t(none ? `desk.inbox.empty.${box.value}` : narrowed)}</p>;
}
