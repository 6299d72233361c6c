import { useSignal } from "@preact/signals";
import type { PersonNote } from "@threshold/casework";
import { Select, TextArea, TextField } from "../parts/field.tsx";
import { t } from "../words.ts";
import { readBirth } from "./birth.ts";

interface Props {
  readonly person: PersonNote | null;
  /** Entries of the files, in the order in which they are listed. */
  readonly files: readonly string[];
  readonly busy: boolean;
  readonly save: (person: PersonNote) => void;
}

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Who the person is, as told. Everything can be left empty. */
export function PersonForm({ person, files, busy, save }: Props) {
  const names = useSignal(person?.names.join("\n") ?? "");
  const birth = useSignal(person?.birth ?? "");
  const documents = useSignal(person?.documents.join("\n") ?? "");
  const description = useSignal(person?.description ?? "");
  const photo = useSignal(files.find((entry) => entry === person?.photo) ?? "");
  const wrong = useSignal(false);
  return (
    <form
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        const born = readBirth(birth.value);
        wrong.value = born === undefined;
        if (born === undefined || busy) return;
        save({
          ...{ v: 1, names: lines(names.value), birth: born, documents: lines(documents.value) },
          description: description.value.trim(),
          photo: photo.value === "" ? null : photo.value,
        });
      }}
    >
      <TextArea
        id="person-names"
        label={t("content.person.names")}
        hint={t("content.person.names.hint")}
        value={names}
      />
      <TextField
        id="person-birth"
        label={t("content.person.birth")}
        hint={t("content.person.birth.hint")}
        error={wrong.value ? t("content.person.birth.wrong") : undefined}
        value={birth}
        width="short"
      />
      <TextArea
        id="person-documents"
        label={t("content.person.documents")}
        hint={t("content.person.documents.hint")}
        value={documents}
      />
      <TextArea
        id="person-description"
        label={t("content.person.description")}
        hint={t("content.person.description.hint")}
        value={description}
      />
      {files.length === 0 ? null : (
        <Select
          id="person-photo"
          label={t("content.person.photo")}
          value={photo}
          options={[
            { value: "", text: t("content.person.photo.none") },
            ...files.map((value, at) => ({ value, text: t("content.person.photo.file", { n: at + 1 }) })),
          ]}
        />
      )}
      <button type="submit" class="govuk-button" disabled={busy}>
        {t("content.person.save")}
      </button>
    </form>
  );
}
