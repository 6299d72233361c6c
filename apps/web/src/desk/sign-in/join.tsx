import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Select, TextField } from "../parts/field.tsx";
import { Said } from "../parts/notice.tsx";
import { Passphrase } from "../parts/passphrase.tsx";
import { Title } from "../parts/title.tsx";
import { stage } from "../session.ts";
import { CodeTroubleLine } from "../trust/code-trouble.tsx";
import { t } from "../words.ts";
import { found, type JoinTrouble } from "./found.ts";
import { checkJoin, type JoinForm, kinds } from "./join-form.ts";
import { type Weakness, weakness } from "./strength.ts";

/** An organisation, its desk and its first person, made at once; their keys are made in this browser. */
export function JoinPage({ first }: { readonly first: boolean }) {
  const fields = {
    code: useSignal(""),
    organisation: useSignal(""),
    kind: useSignal(""),
    desk: useSignal(""),
    phone: useSignal(""),
    handle: useSignal(""),
    name: useSignal(""),
    passphrase: useSignal(""),
    repeat: useSignal(""),
  };
  const tried = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<JoinTrouble | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const typed = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, field.value]),
  ) as unknown as JoinForm;
  const wrong = tried.value ? checkJoin(typed) : {};
  const errorOf = (key: keyof JoinForm) => (wrong[key] === undefined ? undefined : t(wrong[key]));
  const weak = useSignal<Weakness | null>(null);

  const submit = async () => {
    tried.value = true;
    if (busy.value) return;
    if (Object.keys(checkJoin(typed)).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    busy.value = true;
    const { handle, name, organisation, desk } = typed;
    weak.value = await weakness(typed.passphrase, [handle, name, organisation, desk]);
    if (weak.value !== null) {
      busy.value = false;
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("#passphrase")?.focus());
      return;
    }
    trouble.value = await found(typed);
    busy.value = false;
    if (trouble.value === null) return;
    fields.passphrase.value = "";
    fields.repeat.value = "";
    tried.value = false;
  };
  const title = t(first ? "desk.join.first" : "desk.join.title");
  const open = Object.keys(wrong).length;
  return (
    <div class="desk-narrow">
      <Title page={title}>{title}</Title>
      <p>{t("desk.join.lead")}</p>
      <form
        ref={form}
        noValidate
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          id="code"
          label={t("desk.join.code")}
          hint={t(first ? "desk.join.code.first-hint" : "desk.join.code.hint")}
          value={fields.code}
          error={errorOf("code")}
        />
        <TextField
          id="organisation"
          label={t("desk.join.organisation")}
          value={fields.organisation}
          error={errorOf("organisation")}
        />
        <Select
          id="kind"
          label={t("desk.join.kind")}
          value={fields.kind}
          error={errorOf("kind")}
          options={[{ value: "", text: "–" }, ...kinds.map((kind) => ({ value: kind, text: t(`desk.kind.${kind}`) }))]}
        />
        <TextField
          id="desk"
          label={t("desk.join.desk")}
          hint={t("desk.join.desk.hint")}
          value={fields.desk}
          error={errorOf("desk")}
        />
        <TextField
          id="phone"
          type="tel"
          label={t("desk.join.phone")}
          hint={t("desk.join.phone.hint")}
          value={fields.phone}
          error={errorOf("phone")}
        />
        <TextField
          id="handle"
          label={t("desk.join.handle")}
          hint={t("desk.join.handle.hint")}
          value={fields.handle}
          error={errorOf("handle")}
          autocomplete="username"
        />
        <TextField
          id="name"
          label={t("desk.join.name")}
          hint={t("desk.join.name.hint")}
          value={fields.name}
          error={errorOf("name")}
          autocomplete="name"
        />
        <Passphrase
          id="passphrase"
          label={t("desk.join.passphrase")}
          hint={t("desk.join.passphrase.hint")}
          value={fields.passphrase}
          error={errorOf("passphrase") ?? (weak.value === null ? undefined : t(weak.value.id, weak.value.values))}
          autocomplete="new-password"
        />
        <Passphrase
          id="repeat"
          label={t("desk.join.repeat")}
          value={fields.repeat}
          error={errorOf("repeat")}
          autocomplete="new-password"
        />
        <CodeTroubleLine trouble={trouble.value} />
        <Said>{open > 0 ? t("desk.join.check", { n: open }) : busy.value ? t("desk.join.working") : ""}</Said>
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("desk.join.do")}
        </button>
      </form>
      {first ? null : (
        <p>
          <button type="button" class="desk-link" onClick={() => (stage.value = { at: "invited", code: "" })}>
            {t("desk.people.join.title")}
          </button>
        </p>
      )}
      {first ? null : (
        <p>
          <button type="button" class="desk-link" onClick={() => (stage.value = { at: "out", why: null, name: null })}>
            {t("desk.sign-in.back")}
          </button>
        </p>
      )}
    </div>
  );
}
