import { useSignal } from "@preact/signals";
import type { Chain } from "@threshold/casework/care";
import { useMemo } from "preact/hooks";
import { takenFiles } from "../attachments/add-file.tsx";
import { PickFile } from "../attachments/pick-file.tsx";
import type { Prepared } from "../attachments/prepare.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { type Field, RecordForm } from "./form.tsx";
import { evidenceKinds } from "./law-lists.ts";
import { answerOf, typedOf } from "./said.ts";

const acts = ["found", "taken", "copied", "handed-over", "returned", "left"] as const;

interface Props {
  /** The item that this is the next link of; left out for a new one. */
  readonly item?: string;
  readonly chain?: Chain;
  readonly close: () => void;
}

/** A new item, or the next link of its chain. A picture or a copy is sealed first, without the place it was taken at. */
export function EvidenceForm({ item, chain, close }: Props) {
  const { busy } = useCare();
  const own = useMemo(() => item ?? crypto.randomUUID(), [item]);
  const picture = useSignal<Prepared | null>(null);
  const last = chain?.ends[0]?.record;
  const id = `evidence-${item ?? "new"}`;
  const what: readonly Field[] = [
    {
      ...{ key: "kind", kind: "select", label: t("care.evidence.kind") },
      options: evidenceKinds.map((value) => ({ value, text: t(`care-evidence.${value}`) })),
    },
    {
      ...{ key: "what", kind: "line", label: t("care.evidence.what"), hint: t("care.evidence.what.hint") },
      wrong: (value) => (value === "" ? t("care.evidence.what.wrong") : undefined),
    },
  ];
  return (
    <RecordForm
      id={id}
      label={t(item === undefined ? "care.evidence.add" : "care.evidence.next")}
      fields={[
        ...(last === undefined ? what : []),
        {
          ...{ key: "act", kind: "radios", label: t("care.evidence.act") },
          options: acts
            .filter((act) => last === undefined || act !== "found")
            .map((value) => ({ value, text: t(`care.evidence.pick.${value}`) })),
        },
        { key: "where", kind: "line", label: t("care.evidence.where") },
        { key: "by", kind: "line", label: t("care.who-by") },
        { key: "power", kind: "line", label: t("care.evidence.power"), hint: t("care.evidence.power.hint") },
        {
          ...{ key: "to", kind: "line", label: t("care.evidence.to") },
          when: ({ act }) => act !== "left",
          wrong: (value, { act }) =>
            value === "" && (act === "handed-over" || act === "returned") ? t("care.evidence.to.wrong") : undefined,
        },
      ]}
      first={{ kind: evidenceKinds[0] ?? "", act: last === undefined ? "found" : "handed-over", by: typedOf(last?.to) }}
      file={async () => picture.value?.file ?? null}
      aside={(_, wrong) => (
        <PickFile
          id={`${id}-file`}
          label={t("care.evidence.file")}
          hint={t("care.evidence.file.hint")}
          accept={takenFiles}
          disabled={busy.value}
          ready={picture}
          error={wrong}
        />
      )}
      make={(values, file) => ({
        ...{ topic: "evidence", item: own, file },
        act: acts.find((one) => one === values.act) ?? "found",
        ...{ kind: last?.kind ?? values.kind ?? "", what: last?.what ?? values.what ?? "" },
        ...{ where: answerOf(values.where), by: answerOf(values.by), power: answerOf(values.power) },
        to: values.act === "left" ? null : answerOf(values.to),
      })}
      close={close}
    />
  );
}
