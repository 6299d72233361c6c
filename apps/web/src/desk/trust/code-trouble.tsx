import { TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";

/** What this browser itself found wrong with a code, or with the keys a code would promise. */
const own = { unchecked: "trust.code.unchecked", mark: "trust.join.mark" } as const;
type Own = { readonly problem: keyof typeof own };

/** Why no code was made, or why a code was not used. */
export function CodeTroubleLine({ trouble }: { readonly trouble: Trouble | Own | null }) {
  if (trouble === null || !isOwn(trouble)) return <TroubleLine trouble={trouble} />;
  return (
    <div role="alert" class="desk-alert">
      <p class="desk-alert__box">{t(own[trouble.problem])}</p>
    </div>
  );
}

const isOwn = (trouble: Trouble | Own): trouble is Own => trouble.problem in own;
