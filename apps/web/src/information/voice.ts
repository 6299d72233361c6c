/**
 * A voice for a language that speaks on the device itself: others send the words away to be spoken.
 * @param tag BCP 47; a voice of the same language serves where there is none of the same place
 * @returns null where there is none, and nothing is offered
 */
export function voiceFor(voices: readonly SpeechSynthesisVoice[], tag: string): SpeechSynthesisVoice | null {
  const language = (one: string) => one.replace("_", "-").toLowerCase();
  const here = voices.filter((voice) => voice.localService);
  const wanted = language(tag);
  return (
    here.find((voice) => language(voice.lang) === wanted) ??
    here.find((voice) => language(voice.lang).split("-")[0] === wanted.split("-")[0]) ??
    null
  );
}

/** Voices of this device, and again whenever they change: browsers find them late. @returns a function that stops listening */
export function onVoices(found: (voices: readonly SpeechSynthesisVoice[]) => void): () => void {
  if (!("speechSynthesis" in globalThis)) return () => undefined;
  const tell = () => found(speechSynthesis.getVoices());
  tell();
  speechSynthesis.addEventListener("voiceschanged", tell);
  return () => speechSynthesis.removeEventListener("voiceschanged", tell);
}

/** Speaks a paragraph after silencing the one before. @param ended called when it is over, however that came */
export function say(words: string, voice: SpeechSynthesisVoice, ended: () => void): void {
  hush();
  const spoken = new SpeechSynthesisUtterance(words);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  spoken.rate = 0.9;
  spoken.onend = ended;
  spoken.onerror = ended;
  speechSynthesis.speak(spoken);
}

export function hush(): void {
  if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
}
