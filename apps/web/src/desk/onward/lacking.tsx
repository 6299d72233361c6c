import type { Lacking } from "@threshold/casework/care";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";
import { nameOf } from "./names.ts";

/** Why it is not passed on, each reason with what can be done about it; read out at once. */
export function WhyNot({ lacking }: { readonly lacking: readonly Lacking[] }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (lacking.length > 0) box.current?.focus();
  }, [lacking]);
  if (lacking.length === 0) return null;
  return (
    <div class="desk-alert__box" ref={box} tabIndex={-1} role="alert">
      <p>
        <strong>{t("onward.lack")}</strong>
      </p>
      <ul class="desk-list">
        {lacking.map(({ lack, desk }) => (
          <li key={`${lack} ${desk?.desk ?? ""}`}>
            {desk === null ? t(`onward.lack.${lack}`) : t(`onward.lack.${lack}`, { name: nameOf(desk) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
