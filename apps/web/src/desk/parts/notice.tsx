import type { ComponentChildren } from "preact";
import { type Trouble, t, troubleText } from "../words.ts";

/** What went wrong, in one sentence, read out at once. The box is there before the words, so that they are announced. */
export function TroubleLine({ trouble }: { readonly trouble: Trouble | null }) {
  return (
    <div role="alert" class="desk-alert">
      {trouble === null ? null : (
        <p class="desk-alert__box">
          <strong>{t("desk.trouble")}.</strong> {troubleText(trouble)}
        </p>
      )}
    </div>
  );
}

/** A quiet remark that stays. */
export function Remark({
  children,
  strong = false,
}: {
  readonly children: ComponentChildren;
  readonly strong?: boolean;
}) {
  return <div class={strong ? "desk-remark desk-remark--strong" : "desk-remark"}>{children}</div>;
}

/** Words that appear while somebody works: read out when there is a pause. */
export function Said({ children }: { readonly children: ComponentChildren }) {
  return (
    <div role="status" class="desk-said">
      {children}
    </div>
  );
}
