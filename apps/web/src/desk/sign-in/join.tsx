import { useSignal } from "@preact/signals";
import type { Join, MemberSession } from "@threshold/contract";
import { makeDesk, readCode } from "@threshold/sealing";
import { makeMember } from "@threshold/sealing/passphrase";
import { useRef } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { hold } from "../keys.ts";
import { Select, TextField } from "../parts/field.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Passphrase } from "../parts/passphrase.tsx";
import { Title } from "../parts/title.tsx";
import { hrefOf } from "../route.ts";
import { enter, stage } from "../session.ts";
import type { Trouble } from "../words.ts";
import { t } from "../words.ts";
import { checkJoin, type JoinForm, kinds } from "./join-form.ts";

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
  const trouble = useSignal<Trouble | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const typed = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, field.value]),
  ) as unknown as JoinForm;
  const wrong = tried.value ? checkJoin(typed) : {};
  const errorOf = (key: keyof JoinForm) => (wrong[key] === undefined ? undefined : t(wrong[key]));

  const submit = async () => {
    tried.value = true;
    if (busy.value) return;
    if (Object.keys(checkJoin(typed)).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    busy.value = true;
    trouble.value = await join(typed);
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
          error={errorOf("passphrase")}
          autocomplete="new-password"
        />
        <Passphrase
          id="repeat"
          label={t("desk.join.repeat")}
          value={fields.repeat}
          error={errorOf("repeat")}
          autocomplete="new-password"
        />
        <TroubleLine trouble={trouble.value} />
        <Said>{open > 0 ? t("desk.join.check", { n: open }) : busy.value ? t("desk.join.working") : ""}</Said>
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("desk.join.do")}
        </button>
      </form>
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

/** Asks whether the code is good before keys are made, since making them takes a moment. */
async function join(form: JoinForm): Promise<Trouble | null> {
  const code = readCode(form.code) ?? form.code.trim();
  const known = await call<unknown>("/join/start", { method: "POST", body: { code } });
  if (!known.ok) return known;
  const made = await makeMember(form.passphrase);
  const desk = made.ok ? await makeDesk([made.value.keys.recipient]) : null;
  if (!made.ok || desk === null || !desk.ok) throw new Error("keys could not be made");
  const handle = form.handle.trim();
  const body: Join = {
    code,
    organisation: { name: form.organisation.trim(), kind: form.kind as Join["organisation"]["kind"] },
    desk: { name: form.desk.trim(), ...desk.value },
    member: { handle, name: form.name.trim(), keys: made.value.keys },
    phone: form.phone.trim(),
  };
  const session = await call<MemberSession>("/join", { method: "POST", body });
  if (!session.ok) return session;
  if (!(await hold(session.value, made.value.secrets))) throw new Error("keys made a moment ago do not open");
  // The invitation leaves the address, and the first thing to do is to say what the desk offers.
  history.replaceState(null, "", "/desk");
  location.hash = hrefOf({ page: "services" });
  enter(session.value, handle);
  return null;
}
