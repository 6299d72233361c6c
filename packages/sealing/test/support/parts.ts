import type { AnswerNote, Card, Referred, Story } from "@threshold/casework";

/** Invented throughout. */
export const card: Card = {
  v: 1,
  listVersion: "2026.11",
  situation: "worksite",
  age: "adult",
  treatAsChild: false,
  result: "presumed",
  signs: [
    { id: "coercion.documents", source: "seen" },
    { id: "exploitation.no-contract", source: "said" },
  ],
  used: [],
  act: ["recruited"],
  form: { id: "forced-labour", basis: "seen", stage: "happening" },
  claims: true,
  statements: ["could-leave"],
  offence: false,
  supervised: true,
  languages: ["ro", "en"],
  needs: ["bed-tonight"],
  metAt: "2026-11-02T11:40:00Z",
};

export const story: Story = {
  v: 1,
  calledAs: { known: true, value: "Invented Example" },
  contact: { known: false, why: "declined" },
  safeTime: null,
  where: { known: true, value: "a farm that does not exist" },
  dangers: { known: false, why: "not-known" },
  health: null,
  others: { known: true, value: "four more people, šöß 語 🌾" },
  narrative: { known: true, value: "Invented. ".repeat(40) },
  askedAlone: true,
  interpreter: "phone-service",
  consent: {
    text: "consent.1",
    language: "ro",
    interpreter: "phone-service",
    given: "spoken",
    recipients: ["22222222-2222-4222-8222-222222222222"],
    purpose: "assistance",
    at: "2026-11-02T11:50:00Z",
  },
  basisNote: null,
  officer: { known: true, value: "desk phone 000" },
};

export const answerNote: AnswerNote = { v: 1, reason: "full", words: "No bed until Thursday." };

const desk = (digit: string) => ({ organisation: digit.repeat(36), desk: digit.repeat(36) });
export const envelope: Referred = {
  v: 1,
  id: "01a19c21-7200-7cc7-9cce-38bf2a42f4bd",
  case: "cccccccc-cccc-4ccc-8ccc-cccccccccccc",
  parents: [],
  author: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
  seq: 1,
  at: "2026-11-02T12:00:00Z",
  sender: desk("1"),
  parts: [],
  kind: "referred",
  reference: "K7QM-4M2X-9",
  receiver: desk("2"),
  fallback: null,
  urgency: "now",
  child: false,
  answerWithin: 60,
  basis: { code: "consent", purpose: "assistance", recipients: [] },
};
