import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { has, language, t } from "../shared/words.ts";
import { languages, nameOf, speakHere } from "./languages.ts";
import { partsOf } from "./parts.ts";
import { country, pieces } from "./pieces.ts";
import { hush, onVoices, say, voiceFor } from "./voice.ts";

/**
 * The six pieces of information for the person herself, to read or to hear (II.3). Before it is handed over, whoever shows it says
 * whether a case may go to court: the answer lives as long as the page.
 */
export function Page({ exit }: { readonly exit: () => void }) {
  const pursued = useSignal<boolean | null>(null);
  return (
    <>
      <header class="top">
        <LanguagePick />
        <button type="button" class="leave" onClick={exit}>
          {t("reading.leave")} <span aria-hidden="true">✕</span>
        </button>
      </header>
      <main>
        {pursued.value === null ? (
          <Before
            answer={(value) => {
              pursued.value = value;
            }}
          />
        ) : (
          <Pieces pursued={pursued.value} />
        )}
      </main>
    </>
  );
}

function LanguagePick() {
  return (
    <label class="language">
      <span class="govuk-visually-hidden">{t("reading.language")}</span>
      <select
        autocomplete="off"
        value={language.value}
        onChange={({ currentTarget }) => {
          hush();
          void speakHere(currentTarget.value);
        }}
      >
        {languages().map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {nameOf(tag)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Before({ answer }: { readonly answer: (pursued: boolean) => void }) {
  return (
    <>
      <h1>{t("reading.ask.title")}</h1>
      <p>{t("reading.ask")}</p>
      <p class="soft">{t("reading.ask.why")}</p>
      <div class="answers">
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => answer(false)}>
          {t("reading.ask.no")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => answer(true)}>
          {t("reading.ask.yes")}
        </button>
      </div>
      <p class="soft">{t("reading.leave.how")}</p>
      <p class="soft">{t("reading.keeps")}</p>
    </>
  );
}

function Pieces({ pursued }: { readonly pursued: boolean }) {
  const voices = useSignal<readonly SpeechSynthesisVoice[]>([]);
  const spoken = useSignal<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(
    () =>
      onVoices((found) => {
        voices.value = found;
      }),
    [],
  );
  useEffect(() => {
    heading.current?.focus();
    scrollTo(0, 0);
    return hush;
  }, []);
  const voice = voiceFor(voices.value, language.value);
  const words = (id: string) => t(`reading.${id}`, { days: country.reflectionDays });
  const listen = (id: string) => {
    if (voice === null) return;
    if (spoken.value === id) {
      spoken.value = null;
      return hush();
    }
    spoken.value = id;
    say(words(id).replace(/[\u2066-\u2069]/g, ""), voice, () => {
      if (spoken.value === id) spoken.value = null;
    });
  };
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {t("reading.title")}
      </h1>
      <p>{t("reading.lead")}</p>
      {pieces.map((piece) => (
        <section key={piece.id} aria-labelledby={piece.id}>
          <h2 id={piece.id}>{t(`reading.${piece.id}.title`)}</h2>
          {partsOf(piece, pursued).map((part) => {
            const id = `${piece.id}.${part}`;
            return (
              <div key={part} class="said">
                <p id={`said-${part}-${piece.id}`}>{words(id)}</p>
                {voice === null ? null : (
                  <button
                    type="button"
                    class="listen"
                    aria-pressed={spoken.value === id}
                    aria-describedby={`said-${part}-${piece.id}`}
                    onClick={() => listen(id)}
                  >
                    {t(spoken.value === id ? "reading.stop" : "reading.listen")}
                  </button>
                )}
              </div>
            );
          })}
        </section>
      ))}
      <Numbers />
    </>
  );
}

/** To read, not to tap: a call would stand in the phone's own list. */
function Numbers() {
  const all = [
    ...country.emergency.map(({ id, phone }) => ({ key: `reading.number.${id}`, phone })),
    ...country.helplines.map(({ id, phone }) => ({ key: `reading.line.${id}`, phone })),
  ];
  return (
    <section aria-labelledby="call">
      <h2 id="call">{t("reading.call")}</h2>
      <dl>
        {all.map(({ key, phone }) => (
          <div key={key}>
            <dt>{has(key) ? t(key) : ""}</dt>
            <dd>
              <bdi dir="ltr">{phone}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t("reading.call.no-name")}</p>
      {country.invented ? <p class="soft">{t("reading.invented")}</p> : null}
    </section>
  );
}
