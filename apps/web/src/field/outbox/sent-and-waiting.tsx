import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { isOwn } from "../shift/current.ts";
import { sent, waiting } from "./current.ts";
import { SentLine, WaitingLine } from "./line.tsx";

/** References only: what was sent, what waits, whom to phone until somebody has accepted, and the way to take it back. */
export function SentAndWaiting() {
  const told = useSignal<{ readonly sentence: string } | null>(null);
  const message = useRef<HTMLParagraphElement>(null);
  const there = sent.value.filter(isOwn);
  const known = new Set(there.map((row) => row.reference));
  // Taking back one that was sent shows at its own line.
  const here = waiting.value.filter((row) => isOwn(row) && (row.kind === "referred" || !known.has(row.reference)));
  const none = here.length === 0 && there.length === 0;
  const tell = (sentence: string | null) => {
    told.value = sentence === null ? null : { sentence }; // A new object, so that the same sentence is told again.
  };
  // The button that was pressed is gone: the focus goes to what became of it.
  useEffect(() => {
    if (told.value !== null) message.current?.focus();
  }, [told.value]);
  return (
    <section aria-labelledby="sent-and-waiting">
      <h2 id="sent-and-waiting">{t("field.outbox")}</h2>
      <p ref={message} tabIndex={-1} role="status" class={told.value === null ? "" : "advice"}>
        {told.value?.sentence}
      </p>
      {none ? <p>{t("field.outbox.none")}</p> : null}
      <ul class="references">
        {here.map((row) => (
          <WaitingLine key={row.entry} row={row} tell={tell} />
        ))}
        {there.map((row) => (
          <SentLine key={row.reference} row={row} tell={tell} />
        ))}
      </ul>
    </section>
  );
}
