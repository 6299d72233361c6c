import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";
import { box, filter, view } from "./chosen.ts";
import { noFilter } from "./filter.ts";
import { keepViews, loadViews, longestName, mostViews, nightShift, saved, type View } from "./views.ts";

/** Chooses a view, saves what is looked at as one, and removes one. */
export function ViewChoice() {
  const trouble = useSignal<Trouble | null>(null);
  const naming = useSignal(false);
  const said = useSignal("");
  useEffect(() => void loadViews().then((why) => (trouble.value = why)), []);
  const own = saved.value ?? [];
  const now = view.value;
  const keep = async (views: readonly View[], done: string): Promise<boolean> => {
    trouble.value = await keepViews(views);
    if (trouble.value === null) said.value = t(done);
    return trouble.value === null;
  };
  return (
    <div class="desk-views">
      <div class="govuk-form-group">
        <label class="govuk-label" for="view">
          {t("desk.list.view")}
        </label>
        <select
          id="view"
          class="govuk-select desk-select"
          value={now.kind === "saved" ? `saved ${own.findIndex((one) => one.name === now.name)}` : now.kind}
          onChange={(event) => show(event.currentTarget.value, own)}
        >
          <option value="none">{t("desk.list.view.none")}</option>
          <option value="night">{t("desk.list.view.night")}</option>
          {own.length === 0 ? null : (
            <optgroup label={t("desk.list.view.yours")}>
              {own.map((one, n) => (
                <option key={one.name} value={`saved ${n}`} dir="auto">
                  {one.name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </div>
      {naming.value ? (
        <NameForm
          own={own}
          close={() => {
            naming.value = false;
            queueMicrotask(() => document.getElementById("view-save")?.focus());
          }}
          keep={keep}
        />
      ) : (
        <div class="desk-views__buttons">
          <button
            type="button"
            id="view-save"
            class="desk-link"
            onClick={() => {
              naming.value = true;
              said.value = "";
            }}
          >
            {t("desk.list.view.save")}
          </button>
          {now.kind === "saved" ? (
            <button
              type="button"
              class="desk-link"
              onClick={async () => {
                if (
                  await keep(
                    own.filter((one) => one.name !== now.name),
                    "desk.list.view.removed",
                  )
                )
                  view.value = { kind: "none" };
              }}
            >
              {t("desk.list.view.remove", { name: now.name })}
            </button>
          ) : null}
        </div>
      )}
      <TroubleLine trouble={trouble.value} />
      <p role="status" class="desk-quiet desk-views__said">
        {said.value}
      </p>
    </div>
  );
}

function show(value: string, own: readonly View[]): void {
  const one = value === "night" ? nightShift : own[Number(value.replace("saved ", ""))];
  filter.value = one?.filter ?? noFilter;
  if (one !== undefined) box.value = one.box;
  view.value = value === "night" ? { kind: "night" } : one === undefined ? { kind: "none" } : savedAs(one as View);
}
const savedAs = ({ name }: View) => ({ kind: "saved", name }) as const;

interface NameProps {
  readonly own: readonly View[];
  readonly close: () => void;
  readonly keep: (views: readonly View[], done: string) => Promise<boolean>;
}

function NameForm({ own, close, keep }: NameProps) {
  const name = useSignal("");
  const wrong = useSignal<string | undefined>(undefined);
  useEffect(() => document.getElementById("view-name")?.focus(), []);
  const save = async () => {
    const said = name.value.trim();
    const others = own.filter((one) => one.name !== said);
    if (said === "" || said.length > longestName) wrong.value = t("desk.list.view.name.wrong");
    else if (others.length >= mostViews) wrong.value = t("desk.list.view.many");
    else if (await keep([...others, { name: said, box: box.peek(), filter: filter.peek() }], "desk.list.view.saved")) {
      view.value = { kind: "saved", name: said };
      close();
    }
  };
  return (
    <form
      class="desk-views__form"
      aria-label={t("desk.list.view.save")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        id="view-name"
        label={t("desk.list.view.name")}
        hint={t("desk.list.view.name.hint")}
        error={wrong.value}
        value={name}
      />
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button">
          {t("desk.list.view.do")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
          {t("desk.list.view.stop")}
        </button>
      </div>
    </form>
  );
}
