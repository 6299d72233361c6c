import { useSignal } from "@preact/signals";
import { Radios } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { Passphrase } from "../parts/passphrase.tsx";
import { Title } from "../parts/title.tsx";
import { knownHandle, stage } from "../session.ts";
import { type Weakness, weakness } from "../sign-in/strength.ts";
import { type Trouble, t } from "../words.ts";
import { type Asked, askAnew, forgetWaiting, isWaiting, resume } from "./lost.ts";
import { WaitingPanel } from "./waiting-panel.tsx";

const leave = () => {
  stage.value = { at: "out", why: null, name: null };
};

/** Getting a desk's keys back after a lost passphrase: new keys first, then two custodians or the printed sheet. */
export function LostPage() {
  const waiting = useSignal(isWaiting());
  const asked = useSignal<Asked | null>(null);
  const done = useSignal(false);
  const title = t("desk.lost.title");
  const again = () => {
    forgetWaiting();
    waiting.value = false;
    asked.value = null;
  };
  return (
    <div class="desk-narrow">
      <Title page={title}>{title}</Title>
      {done.value ? (
        <Remark>{t("desk.lost.done")}</Remark>
      ) : asked.value !== null ? (
        <WaitingPanel
          {...asked.value}
          remains
          done={() => {
            forgetWaiting();
            done.value = true;
          }}
        />
      ) : waiting.value ? (
        <Resume found={(one) => (asked.value = one)} />
      ) : (
        <Ask found={(one) => (asked.value = one)} />
      )}
      {!done.value && (waiting.value || asked.value !== null) ? (
        <p>
          <button type="button" class="desk-link" onClick={again}>
            {t("desk.lost.stop")}
          </button>
        </p>
      ) : null}
      <p>
        <button type="button" class="desk-link" onClick={leave}>
          {t("desk.lost.back")}
        </button>
      </p>
    </div>
  );
}

function Resume({ found }: { readonly found: (asked: Asked) => void }) {
  const passphrase = useSignal("");
  const wrong = useSignal(false);
  const busy = useSignal(false);
  const go = async () => {
    if (busy.value || passphrase.value === "") return;
    busy.value = true;
    const asked = await resume(passphrase.value);
    busy.value = false;
    wrong.value = asked === null;
    if (asked !== null) found(asked);
  };
  return (
    <form
      aria-busy={busy.value}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <p>{t("desk.lost.resume")}</p>
      <Passphrase
        id="passphrase"
        label={t("desk.sign-in.passphrase")}
        value={passphrase}
        error={wrong.value ? t("desk.lost.resume.wrong") : undefined}
        autocomplete="current-password"
      />
      <button type="submit" class="govuk-button" disabled={busy.value}>
        {t("desk.lost.resume.do")}
      </button>
    </form>
  );
}

function Ask({ found }: { readonly found: (asked: Asked) => void }) {
  const handle = useSignal(knownHandle());
  const passphrase = useSignal("");
  const repeat = useSignal("");
  const how = useSignal("shares");
  const sheet = useSignal("");
  const busy = useSignal(false);
  const weak = useSignal<Weakness | null>(null);
  const wrong = useSignal<"differs" | "sheet" | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const go = async () => {
    if (busy.value || handle.value.trim() === "") return;
    busy.value = true;
    trouble.value = null;
    const { readSheetCode } = await import("@threshold/sealing/custody");
    const code = how.value === "sheet" ? readSheetCode(sheet.value) : null;
    weak.value = await weakness(passphrase.value, [handle.value]);
    wrong.value =
      repeat.value !== passphrase.value ? "differs" : how.value === "sheet" && code === null ? "sheet" : null;
    if (weak.value === null && wrong.value === null) {
      const answer = await askAnew(handle.value.trim(), passphrase.value, code);
      if (answer.ok) found(answer.asked);
      else trouble.value = answer.trouble;
    }
    busy.value = false;
  };
  return (
    <form
      noValidate
      aria-busy={busy.value}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <p>{t("desk.lost.lead")}</p>
      <TextField id="handle" label={t("desk.sign-in.handle")} value={handle} autocomplete="username" />
      <Passphrase
        id="fresh"
        label={t("desk.passphrase.new")}
        hint={t("desk.join.passphrase.hint")}
        value={passphrase}
        error={weak.value === null ? undefined : t(weak.value.id, weak.value.values)}
        autocomplete="new-password"
      />
      <Passphrase
        id="fresh-again"
        label={t("desk.join.repeat")}
        value={repeat}
        error={wrong.value === "differs" ? t("desk.join.differs") : undefined}
        autocomplete="new-password"
      />
      <Radios
        id="how"
        legend={t("desk.lost.how")}
        value={how}
        options={["shares", "sheet"].map((value) => ({ value, text: t(`desk.lost.how.${value}`) }))}
      />
      {how.value === "sheet" ? (
        <TextField
          id="sheet"
          label={t("desk.lost.sheet")}
          hint={t("desk.lost.sheet.hint")}
          value={sheet}
          error={wrong.value === "sheet" ? t("desk.lost.sheet.shape") : undefined}
          width="full"
        />
      ) : null}
      <TroubleLine trouble={trouble.value} />
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.join.working") : ""}
      </p>
      <button type="submit" class="govuk-button" disabled={busy.value}>
        {t("desk.lost.do")}
      </button>
    </form>
  );
}
