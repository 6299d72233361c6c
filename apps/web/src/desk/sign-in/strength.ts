import { isLongEnough } from "@threshold/sealing/passphrase";

/** Why a passphrase is refused: the id of a sentence that says how to do better. */
export interface Weakness {
  readonly id: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** Words that whoever guesses tries first, whatever the organisation. */
const ours = ["threshold", "passphrase", "password"];

/**
 * Whether a new passphrase is good: long, without words that people near her could guess, and not what many people choose. No rule about
 * capitals, digits or signs. Judged here alone, since the server never sees it; lists of words are loaded for it, some 800 kB.
 * @param near names that belong to her: her own, her sign-in name, her organisation, its place, her desk
 * @returns null where it is good
 */
export async function weakness(passphrase: string, near: readonly string[]): Promise<Weakness | null> {
  if (!isLongEnough(passphrase)) return { id: "desk.strength.short" };
  const words = nearWords(near);
  const text = plain(passphrase);
  const guessed = words.find((word) => text.includes(word));
  if (guessed !== undefined) return { id: "desk.strength.near", values: { word: guessed } };
  const guesses = await guessesFor(passphrase, words);
  return guesses < 1e10 ? { id: "desk.strength.common" } : null;
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Words of four letters or more: shorter ones are in too many others. */
function nearWords(near: readonly string[]): string[] {
  const words = near.flatMap((text) => plain(text).match(/[\p{Letter}\p{Mark}\p{Number}]{4,}/gu) ?? []);
  return [...new Set([...words, ...ours])];
}

let estimator: Promise<(passphrase: string, near: string[]) => number> | null = null;

/** How many tries a guesser needs who knows the usual words and habits (zxcvbn). */
async function guessesFor(passphrase: string, near: string[]): Promise<number> {
  estimator ??= loadEstimator();
  const estimate = await estimator.catch(() => null);
  if (estimate === null) {
    // No network: long and without near words still counts, and the next time it is asked again.
    estimator = null;
    return Number.POSITIVE_INFINITY;
  }
  return estimate(passphrase, near);
}

async function loadEstimator() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (passphrase: string, near: string[]) => zxcvbn.check(passphrase.slice(0, 128), near).guesses;
}
