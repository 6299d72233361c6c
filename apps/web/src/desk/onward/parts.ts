import type { Answer, Card, ConsentRecord, Story } from "@threshold/casework";

/** What of a card can be passed on, each apart. Age, and what the list made of it, go along always: nobody can help without. */
export const cardParts = [
  "languages",
  "needs",
  "situation",
  "form",
  "signs",
  "followUp",
  "offer",
  "earlier",
  "disagreement",
  "statements",
  "offence",
] as const;
export type CardPart = (typeof cardParts)[number];

/** What of a story can be passed on, once it was opened with a purpose. */
export const storyParts = [
  "calledAs",
  "contact",
  "safeTime",
  "where",
  "dangers",
  "health",
  "others",
  "narrative",
  "asked",
] as const;
export type StoryPart = (typeof storyParts)[number];

/** Ticked to begin with: what a helper needs to say yes. An offence and what was said of the future are for those who ask for them. */
const usual: readonly CardPart[] = ["languages", "needs", "situation", "form", "signs", "followUp"];

const has: Readonly<Record<CardPart, (card: Card) => boolean>> = {
  languages: ({ languages }) => languages.length > 0,
  needs: ({ needs }) => needs !== null && needs.length > 0,
  situation: ({ situation }) => situation !== null,
  form: ({ form }) => form !== null,
  signs: ({ signs, act, used }) => signs.length + act.length + used.length > 0,
  followUp: ({ followUp }) => followUp != null,
  offer: ({ offer }) => (offer?.length ?? 0) > 0,
  earlier: ({ earlier }) => (earlier?.length ?? 0) > 0,
  disagreement: ({ disagreement }) => disagreement != null,
  statements: ({ statements }) => statements.length > 0,
  offence: ({ offence }) => offence,
};

/** Help before anything happened is not told of what has nothing to do with it (II.4). */
const notBefore: readonly CardPart[] = ["statements", "offence", "needs"];

/** Parts that this card has something to say in. */
export function partsOf(card: Card, prevention: boolean): readonly CardPart[] {
  return cardParts.filter((part) => has[part](card) && !(prevention && notBefore.includes(part)));
}

export const toBeginWith = (card: Card, prevention: boolean): readonly CardPart[] =>
  partsOf(card, prevention).filter((part) => usual.includes(part));

export function storyPartsOf(story: Story): readonly StoryPart[] {
  return storyParts.filter((part) =>
    part === "asked" ? story.askedAlone !== null || story.interpreter !== null : story[part] !== null,
  );
}

/** The card as another service gets it: only these parts, the rest as if nobody had asked. */
export function cardWith(card: Card, chosen: readonly string[]): Card {
  const takes = (part: CardPart) => chosen.includes(part) && has[part](card);
  return {
    ...{ v: 1, listVersion: card.listVersion, age: card.age, treatAsChild: card.treatAsChild, result: card.result },
    situation: takes("situation") ? card.situation : null,
    supervised: takes("situation") && card.supervised,
    signs: takes("signs") ? card.signs : [],
    used: takes("signs") ? card.used : [],
    act: takes("signs") ? card.act : [],
    claims: takes("signs") && card.claims,
    form: takes("form") ? card.form : null,
    statements: takes("statements") ? card.statements : [],
    offence: takes("offence"),
    languages: takes("languages") ? card.languages : [],
    needs: takes("needs") ? card.needs : null,
    metAt: card.metAt,
    ...(takes("disagreement") ? { disagreement: card.disagreement ?? null } : {}),
    ...(takes("earlier") ? { earlier: card.earlier ?? [] } : {}),
    ...(takes("offer") ? { offer: card.offer ?? [] } : {}),
    ...(takes("followUp") ? { followUp: card.followUp ?? null } : {}),
  };
}

export interface Passing {
  /** Null where nobody opened it: then nothing of it goes. */
  readonly story: Story | null;
  readonly chosen: readonly string[];
  /** The yes that it rests on; null for another ground. */
  readonly consent: ConsentRecord | null;
  /** Why without a yes, and how the person was told, in the caseworker's words. */
  readonly basisNote: string;
  /** How to reach whoever passes it on. */
  readonly reach: string;
}

const said = (words: string): Answer => (words.trim() === "" ? null : { known: true, value: words.trim() });

/** The story as another service gets it. Who met the person first is not named: whoever passes it on answers for it. */
export function storyWith({ story, chosen, consent, basisNote, reach }: Passing): Story {
  const takes = (part: StoryPart) => story !== null && chosen.includes(part);
  const item = (part: Exclude<StoryPart, "asked">): Answer => (takes(part) ? (story?.[part] ?? null) : null);
  return {
    ...{ v: 1, calledAs: item("calledAs"), contact: item("contact"), safeTime: item("safeTime") },
    ...{ where: item("where"), dangers: item("dangers"), health: item("health"), others: item("others") },
    narrative: item("narrative"),
    askedAlone: takes("asked") ? (story?.askedAlone ?? null) : null,
    interpreter: takes("asked") ? (story?.interpreter ?? null) : null,
    consent,
    basisNote: consent === null ? said(basisNote) : null,
    officer: said(reach),
  };
}
