import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Title } from "../parts/title.tsx";
import { ended, type Stage } from "../session.ts";
import { t } from "../words.ts";
import { FirstFactor } from "./first-factor.tsx";
import { ProveFactor } from "./prove-factor.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { Refused } from "./refused.tsx";
import { afterFactor, type Refusal } from "./unlock.ts";

type Half = Extract<Stage, { readonly at: "factor" }>;
/** As long as the server lets a half session live. */
const patience = 10 * 60_000;

/** The second step of signing in: prove it, or make it where there is none yet. */
export function FactorPage({ now: { half, go } }: { readonly now: Half }) {
  const first = !half.passkeys && !half.provider && !half.recovery;
  const codes = useSignal(false);
  const refusal = useSignal<Refusal | null>(null);
  useEffect(() => {
    const timer = setTimeout(ended, patience);
    return () => clearTimeout(timer);
  }, []);
  const enter = async () => {
    refusal.value = await afterFactor(go);
  };
  const title = t(codes.value ? "desk.recovery.title" : first ? "desk.factor.first" : "desk.factor.title");
  return (
    <div class="desk-narrow">
      <Title key={title} page={title}>
        {title}
      </Title>
      <Refused refusal={refusal.value} />
      {codes.value ? (
        <RecoveryCodes done={() => void enter()} />
      ) : first ? (
        <FirstFactor asks={half.asks} done={() => (codes.value = true)} />
      ) : (
        <ProveFactor half={half} done={() => void enter()} />
      )}
    </div>
  );
}
