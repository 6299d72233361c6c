import type { BasisCode, DisclosurePurpose } from "@threshold/casework";
import { useCare } from "../care/context.ts";
import { RecordForm } from "../care/form.tsx";
import { answerOf } from "../care/said.ts";
import { directory } from "../directory.ts";
import { t } from "../words.ts";
import { addressOf } from "./services.ts";

const ways = ["phone", "paper", "in-person"] as const;
const purposes = ["assistance", "protection", "assistance-and-protection"] as const satisfies DisclosurePurpose[];
const bases = ["consent", "child", "unable", "danger", "duty-in-law"] as const satisfies BasisCode[];

/** Something was passed on without this program: it can always be written down, whatever the ground was (II.4). */
export function Elsewhere({ close }: { readonly close: () => void }) {
  const { child } = useCare();
  const services = directory.value?.services.filter((service) => service.desk !== null) ?? [];
  const without = (values: Readonly<Record<string, string>>) => values.basis !== "consent";
  return (
    <RecordForm
      id="onward-elsewhere-form"
      label={t("onward.elsewhere")}
      fields={[
        {
          ...{ key: "service", kind: "select", label: t("onward.elsewhere.to") },
          options: [
            { value: "", text: t("onward.elsewhere.other") },
            ...services.map((service) => ({
              value: service.id,
              text: t("desk.signed-in", { name: service.name, organisation: service.organisation.name }),
            })),
          ],
        },
        {
          ...{ key: "to", kind: "line", label: t("onward.elsewhere.who") },
          when: (values) => values.service === "",
          wrong: (value) => (value === "" ? t("onward.elsewhere.who.wrong") : undefined),
        },
        {
          ...{ key: "how", kind: "radios", label: t("onward.elsewhere.how") },
          options: ways.map((value) => ({ value, text: t(`onward.how.${value}`) })),
        },
        {
          ...{ key: "purpose", kind: "select", label: t("onward.purpose") },
          options: purposes.map((value) => ({ value, text: t(`onward.purpose.${value}`) })),
        },
        {
          ...{ key: "basis", kind: "radios", label: t("onward.basis") },
          options: bases
            .filter((value) => value !== "child" || child)
            .map((value) => ({ value, text: t(`desk.basis.${value}`) })),
        },
        {
          ...{ key: "words", kind: "words", label: t("onward.words") },
          when: without,
          wrong: (value) => (value === "" ? t("onward.lack.no-reason") : undefined),
        },
        { key: "told", kind: "words", label: t("onward.told"), hint: t("onward.told.hint"), when: without },
      ]}
      first={{ service: "", how: "phone", purpose: "assistance", basis: "consent" }}
      make={(values) => {
        const service = services.find((one) => one.id === values.service);
        const basis = bases.find((one) => one === values.basis) ?? "consent";
        return {
          ...{ topic: "passed", passed: crypto.randomUUID(), case: null, reference: null, fallback: null },
          ...{ basis, what: [], state: "stands" },
          how: ways.find((one) => one === values.how) ?? "phone",
          desk: service === undefined ? null : addressOf(service),
          to: service === undefined ? answerOf(values.to) : null,
          purpose: purposes.find((one) => one === values.purpose) ?? "assistance",
          words: basis === "consent" ? null : answerOf(values.words),
          told: basis === "consent" ? null : answerOf(values.told),
        };
      }}
      close={close}
    />
  );
}
