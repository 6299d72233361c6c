import { type Signal, useSignal } from "@preact/signals";
import { t } from "../words.ts";
import { TextField } from "./field.tsx";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: Signal<string>;
  readonly autocomplete: "current-password" | "new-password";
}

/** A passphrase that can be looked at while it is typed: long ones are mistyped otherwise. */
export function Passphrase(props: Props) {
  const shown = useSignal(false);
  return (
    <div class="desk-passphrase">
      <TextField {...props} type={shown.value ? "text" : "password"} />
      <button type="button" class="desk-link" aria-controls={props.id} onClick={() => (shown.value = !shown.value)}>
        {t(shown.value ? "desk.sign-in.hide" : "desk.sign-in.show")}
      </button>
    </div>
  );
}
