import { useEffect } from "preact/hooks";
import { leave, onThreeShifts } from "../../shared/exit.ts";
import { forget } from "../session.ts";
import { t } from "../words.ts";

const go = () => leave(forget);

/** Leaves at once, from every page: keys dropped, session ended, blank. */
export function Leave() {
  useEffect(() => onThreeShifts(go), []);
  return (
    <button type="button" class="desk-leave" onClick={go} title={t("desk.leave.hint")}>
      {t("desk.leave")} <span aria-hidden="true">✕</span>
    </button>
  );
}
