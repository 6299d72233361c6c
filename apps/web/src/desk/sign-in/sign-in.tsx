import { useSignal } from "@preact/signals";
import { TextField } from "../parts/field.tsx";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { Passphrase } from "../parts/passphrase.tsx";
import { Title } from "../parts/title.tsx";
import { forget, knownHandle, type Stage, stage, startTrouble } from "../session.ts";
import { t } from "../words.ts";
import { signIn } from "./unlock.ts";

type Out = Extract<Stage, { readonly at: "out" }>;

/** Name and passphrase; the passphrase alone where the session still lives. */
export function SignInPage({ out }: { readonly out: Out }) {
  const known = out.name !== null;
  const handle = useSignal(knownHandle());
  const passphrase = useSignal("");
  const busy = useSignal(false);
  const own = useSignal<"weak" | "bundle" | null>(null);
  const trouble = startTrouble;
  const submit = async () => {
    if (busy.value || passphrase.value === "" || handle.value.trim() === "") return;
    busy.value = true;
    own.value = null;
    trouble.value = null;
    const refusal = await signIn(handle.value.trim(), passphrase.value).finally(() => {
      passphrase.value = "";
      busy.value = false;
    });
    if (refusal === null) return;
    if ("own" in refusal) own.value = refusal.own;
    else trouble.value = refusal.trouble;
  };
  const title = t(known ? "desk.sign-in.again" : "desk.sign-in.title");
  return (
    <div class="desk-narrow">
      <Title page={title}>{title}</Title>
      {out.why === null ? null : <Remark>{t(`desk.sign-in.${out.why}`)}</Remark>}
      {known ? <p>{t("desk.sign-in.again.hint", { name: out.name })}</p> : null}
      <TroubleLine trouble={trouble.value} />
      {own.value === null ? null : (
        <p role="alert" class="desk-alert__box">
          {t(`desk.sign-in.${own.value}`)}
        </p>
      )}
      <form
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {known ? null : (
          <TextField id="handle" label={t("desk.sign-in.handle")} value={handle} autocomplete="username" />
        )}
        <Passphrase
          id="passphrase"
          label={t("desk.sign-in.passphrase")}
          value={passphrase}
          autocomplete="current-password"
        />
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t(known ? "desk.sign-in.unlock" : "desk.sign-in.do")}
        </button>
        <p role="status" class="desk-quiet">
          {busy.value ? t("desk.sign-in.working") : ""}
        </p>
      </form>
      <p>
        {known ? (
          <button
            type="button"
            class="desk-link"
            onClick={() => {
              forget();
              handle.value = "";
              stage.value = { at: "out", why: null, name: null };
            }}
          >
            {t("desk.sign-in.other")}
          </button>
        ) : (
          <button type="button" class="desk-link" onClick={() => (stage.value = { at: "joining", first: false })}>
            {t("desk.sign-in.join")}
          </button>
        )}
      </p>
      <p>
        <button type="button" class="desk-link" onClick={() => (stage.value = { at: "lost" })}>
          {t("desk.lost")}
        </button>
      </p>
    </div>
  );
}
