import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { Onward } from "../page/parts.tsx";

interface ConfirmProps {
  /** The quiet button, and the heading of what it opens. */
  readonly ask: string;
  readonly yes: string;
  /** Id of the line it belongs to, since several lines have the same button. */
  readonly about: string;
  readonly onYes: () => Promise<void>;
  /** What it does, in plain words. */
  readonly children: ComponentChildren;
}

/** Something that cannot be undone: a quiet button, then what it does and a yes. */
export function Confirm({ ask, yes, about, onYes, children }: ConfirmProps) {
  const id = useId();
  const open = useSignal(false);
  const busy = useSignal(false);
  const panel = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open.value) return;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: "start" });
  }, [open.value]);

  if (!open.value)
    return (
      <button type="button" class="plain" ref={button} aria-describedby={about} onClick={() => (open.value = true)}>
        {ask}
      </button>
    );
  const act = async () => {
    if (busy.value) return;
    busy.value = true;
    await onYes();
    busy.value = false;
    open.value = false;
  };
  const cancel = () => {
    open.value = false;
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <fieldset class="confirm" tabIndex={-1} ref={panel} aria-labelledby={id} aria-describedby={about}>
      <h3 id={id}>{ask}</h3>
      {children}
      <p role="status">{busy.value ? t("field.outbox.busy") : null}</p>
      <Onward onTap={() => void act()}>{yes}</Onward>
      <Onward quiet onTap={cancel}>
        {t("field.outbox.keep")}
      </Onward>
    </fieldset>
  );
}
