import { useSignal } from "@preact/signals";
import type { PersonNote } from "@threshold/casework";
import type { Found as FoundAnswer, FoundCases, FoundLine, InboxLine } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { readBirth } from "../attachments/birth.ts";
import { signedOf } from "../inbox/cards.ts";
import { TextField } from "../parts/field.tsx";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { hrefOf } from "../route.ts";
import { current, ended } from "../session.ts";
import { ensureTrust } from "../trust/trust.ts";
import { list, type Trouble, t } from "../words.ts";
import { type Found, forgetCase, loadIndex, search } from "./index.ts";
import type { Hit } from "./match.ts";

/** Finds a person at this desk again. What is typed is compared in this browser, and goes nowhere. */
export function SearchPage() {
  const name = useSignal("");
  const birth = useSignal("");
  const document = useSignal("");
  const wrong = useSignal<"birth" | "nothing" | null>(null);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const found = useSignal<Found | null>(null);
  const lines = useSignal<ReadonlyMap<string, InboxLine>>(new Map());

  const load = async (): Promise<boolean> => {
    for (const { id } of current().desks) {
      const answer = await loadIndex(id);
      trouble.value = answer.ok ? null : answer;
      if (!answer.ok) {
        if (answer.problem === "not-signed-in") ended();
        return false;
      }
    }
    return true;
  };
  /** Which case each hit is: asked for those alone, however many came since. */
  const ask = async (hits: readonly Hit[]) => {
    if (hits.length === 0) return;
    const body: FoundCases = { cases: hits.map((hit) => hit.case) };
    const answer = await call<FoundAnswer>("/inbox/found", { method: "POST", body });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) lines.value = await checked(answer.value.lines);
    else if (answer.problem === "not-signed-in") ended();
  };
  useEffect(() => void load(), []);

  const look = async () => {
    const born = readBirth(birth.value);
    const texts = [name.value, document.value].map((text) => text.trim());
    wrong.value = born === undefined ? "birth" : born === null && texts.every((text) => text === "") ? "nothing" : null;
    if (born === undefined || wrong.value !== null || busy.value) return;
    busy.value = true;
    found.value = null;
    const [names = "", paper = ""] = texts;
    const person: PersonNote = {
      v: 1,
      names: names === "" ? [] : [names],
      birth: born,
      documents: paper === "" ? [] : [paper],
    };
    if (await load()) {
      const all = await search(person);
      await ask(all.hits);
      const gone = all.hits.filter((hit) => lines.value.get(hit.case)?.status === "withdrawn");
      found.value = { ...all, hits: all.hits.filter((hit) => !gone.includes(hit)) };
      for (const { case: id } of gone) for (const desk of current().desks) await forgetCase(desk.id, id);
    }
    busy.value = false;
  };
  return (
    <>
      <Title page={t("desk.search")}>{t("desk.search")}</Title>
      <p>{t("content.search.lead")}</p>
      <form
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <TextField
          id="search-name"
          label={t("content.search.name")}
          hint={t("content.search.name.hint")}
          error={wrong.value === "nothing" ? t("content.search.nothing") : undefined}
          value={name}
          width="full"
        />
        <TextField
          id="search-birth"
          label={t("content.person.birth")}
          hint={t("content.person.birth.hint")}
          error={wrong.value === "birth" ? t("content.person.birth.wrong") : undefined}
          value={birth}
          width="short"
        />
        <TextField id="search-document" label={t("content.search.document")} value={document} />
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("content.search.do")}
        </button>
      </form>
      <TroubleLine trouble={trouble.value} />
      <div role="status">
        {busy.value ? <p class="desk-quiet">{t("desk.loading")}</p> : null}
        {found.value === null ? null : (
          <h2 class="govuk-heading-m">
            {t("content.search.found", { n: found.value.hits.length, of: found.value.of })}
          </h2>
        )}
      </div>
      {found.value?.more ? <Remark>{t("content.search.more", { n: found.value.hits.length })}</Remark> : null}
      {(found.value?.damaged ?? 0) > 0 ? <Remark strong>{t("content.search.damaged")}</Remark> : null}
      <ul class="desk-rows">
        {found.value?.hits.map((hit) => (
          <Line key={hit.case} hit={hit} line={lines.value.get(hit.case)} />
        ))}
      </ul>
    </>
  );
}

/** Lines by their case. Of one that is not what its author signed, nothing is shown but that there is a case. */
async function checked(lines: readonly FoundLine[]): Promise<ReadonlyMap<string, InboxLine>> {
  await ensureTrust();
  const found = new Map<string, InboxLine>();
  for (const line of lines)
    if (line.status === "withdrawn" || (await signedOf(line)) !== null) found.set(line.case, line);
  return found;
}

/** A case that fits: its reference and how it fits. Names are not here; the story opens with a purpose. */
function Line({ hit, line }: { readonly hit: Hit; readonly line: InboxLine | undefined }) {
  return (
    <li class="desk-row">
      <a class="desk-row__link" href={hrefOf({ page: "case", id: hit.case })}>
        <span class="desk-row__what">
          <span class="desk-row__who">{list(hit.how.map((kind) => t(`content.search.how.${kind}`)))}</span>
          {line === undefined ? null : (
            <span class="desk-row__quiet">{t("desk.inbox.from", { organisation: line.sender.name })}</span>
          )}
        </span>
        <bdi class="desk-row__reference">{line?.reference ?? t("content.search.case")}</bdi>
        {line === undefined ? null : <span class="desk-row__time">{t(`desk.status.${line.status}`)}</span>}
      </a>
    </li>
  );
}
