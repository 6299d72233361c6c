/** First strong isolate and pop directional isolate (Unicode bidirectional algorithm, UAX #9). */
const open = "\u2068";
const close = "\u2069";
const opening = /[\u2066\u2067\u2068]/;

/**
 * A value set into a sentence of another direction, so that neither turns the other round: a Latin name in an Arabic sentence,
 * a phone number with its plus sign. What the value itself opens is closed inside, and what it closes without having opened is
 * dropped: a name cannot reach out into the sentence.
 */
export function isolate(value: string): string {
  if (value === "") return "";
  let depth = 0;
  let inside = "";
  for (const symbol of value) {
    if (symbol === close && depth === 0) continue;
    if (symbol === close) depth -= 1;
    else if (opening.test(symbol)) depth += 1;
    inside += symbol;
  }
  return `${open}${inside}${close.repeat(depth)}${close}`;
}

/** The values of a sentence, every text isolated; numbers stay numbers, since plurals are chosen by them. */
export function isolateAll(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? isolate(value) : value]),
  );
}
