import { useSignal } from "@preact/signals";
import type { FoundInvitation } from "@threshold/contract";
import { readCode } from "@threshold/sealing";
import { useEffect } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Passphrase } from "../parts/passphrase.tsx";
import { Title } from "../parts/title.tsx";
import { stage } from "../session.ts";
import { type Weakness, weakness } from "../sign-in/strength.ts";
import { t } from "../words.ts";
import { type JoinTrouble, joinWith, look } from "./join-keys.ts";

/** One person comes into an organisation that is here. The code came in the link, or is typed. */
export function JoinMemberPage({ code: given }: { readonly code: string }) {
  const code = useSignal(given);
  const found = useSignal<FoundInvitation | null>(null);
  const trouble = useSignal<JoinTrouble | null>(null);
  const busy = useSignal(false);
  const see = async () => {
    const read = readCode(code.value) ?? code.value.trim();
    if (busy.value || read === "") return;
    busy.value = true;
    const looked = await look(read);
    busy.value = false;
    trouble.value = looked.ok ? null : looked;
    if (looked.ok) found.value = looked.found;
  };
  useEffect(() => {
    if (given !== "") void see();
  }, []);
  const title = t("desk.people.join.title");
  return (
    <div class="desk-narrow">
      <Title page={title}>{title}</Title>
      <JoinTroubleLine trouble={trouble.value} />
      {found.value !== null ? (
        <Keys
          code={readCode(code.value) ?? code.value.trim()}
          found={found.value}
          refused={(why) => {
            trouble.value = why;
          }}
        />
      ) : (
        <form
          aria-busy={busy.value}
          onSubmit={(event) => {
            event.preventDefault();
            void see();
          }}
        >
          <TextField id="code" label={t("desk.people.join.code")} hint={t("desk.people.join.code.hint")} value={code} />
          <button type="submit" class="govuk-button" disabled={busy.value}>
            {t("desk.people.join.look")}
          </button>
        </form>
      )}
      <p>
        <button type="button" class="desk-link" onClick={() => (stage.value = { at: "out", why: null, name: null })}>
          {t("desk.sign-in.back")}
        </button>
      </p>
    </div>
  );
}

function JoinTroubleLine({ trouble }: { readonly trouble: JoinTrouble | null }) {
  if (trouble === null || trouble.problem !== "root") return <TroubleLine trouble={trouble} />;
  return (
    <div role="alert" class="desk-alert">
      <p class="desk-alert__box">{t("desk.people.join.root")}</p>
    </div>
  );
}

interface KeysProps {
  readonly code: string;
  readonly found: FoundInvitation;
  readonly refused: (why: JoinTrouble) => void;
}

function Keys({ code, found, refused }: KeysProps) {
  const passphrase = useSignal("");
  const repeat = useSignal("");
  const weak = useSignal<Weakness | null>(null);
  const differs = useSignal(false);
  const busy = useSignal(false);
  const { name, handle, renews, organisation } = found;
  const join = async () => {
    if (busy.value) return;
    busy.value = true;
    weak.value = await weakness(passphrase.value, [name, handle, organisation.name]);
    differs.value = weak.value === null && passphrase.value !== repeat.value;
    const why = weak.value === null && !differs.value ? await joinWith(code, found, passphrase.value) : null;
    busy.value = false;
    if (why !== null) refused(why);
    if (weak.value !== null) document.getElementById("passphrase")?.focus();
    if (differs.value) document.getElementById("repeat")?.focus();
  };
  return (
    <>
      <p>{t(renews ? "desk.people.join.renew" : "desk.people.join.for", { organisation: organisation.name, name })}</p>
      <p>{t("desk.people.join.as", { handle })}</p>
      <p>{t("desk.people.join.lead")}</p>
      <form
        noValidate
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <Passphrase
          id="passphrase"
          label={t("desk.join.passphrase")}
          hint={t("desk.join.passphrase.hint")}
          value={passphrase}
          error={weak.value === null ? undefined : t(weak.value.id, weak.value.values)}
          autocomplete="new-password"
        />
        <Passphrase
          id="repeat"
          label={t("desk.join.repeat")}
          value={repeat}
          error={differs.value ? t("desk.join.differs") : undefined}
          autocomplete="new-password"
        />
        <Said>{busy.value ? t("desk.join.working") : ""}</Said>
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("desk.people.join.do")}
        </button>
      </form>
    </>
  );
}
