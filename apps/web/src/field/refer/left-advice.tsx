import { t } from "../../shared/words.ts";
import { gone } from "../directory/current.ts";
import { draft } from "./current.ts";

/** A helper that was chosen takes no more referrals: nothing goes there, and another one stands in its place to be looked at. */
export function LeftAdvice() {
  const { first, fallback } = draft.value;
  const left = gone.value.filter(({ id }) => id === first || id === fallback);
  if (left.length === 0) return null;
  return (
    <div class="advice" role="alert">
      {left.map(({ id, name }) => (
        <p key={id}>{t("field.who.left", { name })}</p>
      ))}
    </div>
  );
}
