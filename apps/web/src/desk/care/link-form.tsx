import { checkReference } from "@threshold/casework";
import { cardLabel, checkGroup, readCardNumber } from "@threshold/casework/care";
import { t } from "../words.ts";
import { type Field, RecordForm, type Values } from "./form.tsx";
import { answerOf } from "./said.ts";

const relations = ["family", "same-place", "same-group", "in-danger", "same-person"] as const;
const ways = ["reference", "card", "words"] as const;

interface Props {
  /** Reference of this case. */
  readonly own: string;
  /** Number that the phone counted, and the code of a card that this case has already; empty without. */
  readonly number: string;
  readonly code: string;
  readonly close: () => void;
}

/** Puts somebody together with this case: by the reference of a case, by a card, or by a few words. Never by a name. */
export function LinkForm({ own, number, code, close }: Props) {
  return (
    <RecordForm
      id="together"
      label={t("together.add")}
      does={t("together.join")}
      fields={fieldsFor(own)}
      first={{ relation: "family", by: "reference", number, code }}
      make={(values) => ({
        ...{ topic: "link", link: crypto.randomUUID(), state: "joined", note: answerOf(values.note) },
        relation: relations.find((one) => one === values.relation) ?? "same-group",
        ...namedBy(values),
      })}
      close={close}
    />
  );
}

function namedBy(values: Values): { readonly reference: string | null; readonly label: string } {
  const reference = checkReference(values.reference ?? "");
  if (values.by === "reference" && reference.ok) return { reference: reference.reference, label: reference.reference };
  const group = checkGroup(values.code ?? "");
  const number = readCardNumber(values.number ?? "");
  if (values.by === "card" && group.ok && number !== null)
    return { reference: null, label: cardLabel({ code: group.code, number }) };
  return { reference: null, label: values.words ?? "" };
}

function fieldsFor(own: string): readonly Field[] {
  const by = (way: string) => (values: Values) => values.by === way;
  return [
    {
      ...{ key: "relation", kind: "radios", label: t("together.relation") },
      options: relations.map((value) => ({ value, text: t(`together.relation.${value}`) })),
    },
    {
      ...{ key: "by", kind: "radios", label: t("together.by") },
      options: ways.map((value) => ({ value, text: t(`together.by.${value}`) })),
    },
    {
      ...{ key: "reference", kind: "line", label: t("together.reference"), when: by("reference") },
      wrong: (value) => {
        const checked = checkReference(value);
        if (!checked.ok) return t("together.reference.wrong");
        return checked.reference === own ? t("together.reference.own") : undefined;
      },
    },
    {
      ...{ key: "code", kind: "line", label: t("together.code"), hint: t("together.code.hint"), when: by("card") },
      wrong: (value) => (checkGroup(value).ok ? undefined : t("together.code.wrong")),
    },
    {
      ...{ key: "number", kind: "number", label: t("together.number"), when: by("card") },
      wrong: (value) => (readCardNumber(value) === null ? t("together.number.wrong") : undefined),
    },
    {
      ...{ key: "words", kind: "line", label: t("together.words"), hint: t("together.words.hint"), when: by("words") },
      wrong: (value) => (value === "" ? t("together.words.wrong") : undefined),
    },
    { key: "note", kind: "words", label: t("care.note") },
  ];
}
