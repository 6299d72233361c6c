import { signal } from "@preact/signals";
import type { HalfSession, MemberSession } from "@threshold/contract";
import { call } from "../shared/api.ts";
import { forgetCare } from "./care/opened.ts";
import { directory } from "./directory.ts";
import { forgetCards } from "./inbox/cards.ts";
import { forgetChosen } from "./inbox/chosen.ts";
import { forgetInbox } from "./inbox/poll.ts";
import { forgetViews } from "./inbox/views.ts";
import { dropKeys } from "./keys.ts";
import { hush } from "./live/live.ts";
import { forgetPeople } from "./people/state.ts";
import { hrefOf } from "./route.ts";
import { forgetIndex } from "./search/index.ts";
import { forgetNotices } from "./telling/notices.ts";
import { forgetVerified } from "./trust/author.ts";
import { forgetTrust } from "./trust/trust.ts";
import type { Trouble } from "./words.ts";

export type Why = "locked" | "ended" | null;
/** How far one has come: nothing is shown of a case unless `in`. */
export type Stage =
  | { readonly at: "starting" }
  | { readonly at: "joining"; readonly first: boolean }
  /** Invited by colleagues, with the code of the link; empty where it is to be typed. */
  | { readonly at: "invited"; readonly code: string }
  /** The passphrase is lost: keys come back from custody. */
  | { readonly at: "lost" }
  | { readonly at: "out"; readonly why: Why; readonly name: string | null }
  /** The passphrase was right; `go` opens the keys once the second factor is proven, and holds nothing otherwise. */
  | { readonly at: "factor"; readonly half: HalfSession; readonly go: (session: MemberSession) => Promise<boolean> }
  /** This window came back from the agency's own sign-in, with what is to be handed in; null where that said no. */
  | { readonly at: "returned"; readonly answer: object | null }
  | { readonly at: "in"; readonly session: MemberSession };

export const stage = signal<Stage>({ at: "starting" });
export const startTrouble = signal<Trouble | null>(null);

/** The sign-in name stays with this tab so that after a reload only the passphrase is asked; it opens nothing by itself. */
const place = "desk-sign-in-name";

export const knownHandle = (): string => sessionStorage.getItem(place) ?? "";

/** The session of whoever is signed in. Only for what is shown while signed in. */
export function current(): MemberSession {
  const now = stage.value;
  if (now.at !== "in") throw new Error("the desk was asked for a session while signed out");
  return now.session;
}

/** Finds out what to show first: setting up, joining, the passphrase alone, or signing in. */
export async function start(joining: boolean): Promise<void> {
  startTrouble.value = null;
  const setup = await call<{ needed: boolean; demo: boolean }>("/setup");
  if (!setup.ok) startTrouble.value = setup;
  if ((setup.ok && setup.value.needed) || joining) {
    stage.value = { at: "joining", first: setup.ok && setup.value.needed };
    return;
  }
  const living = knownHandle() === "" ? null : await call<MemberSession>("/session");
  stage.value = { at: "out", why: null, name: living?.ok ? living.value.member.name : null };
}

export function enter(session: MemberSession, handle: string): void {
  sessionStorage.setItem(place, handle);
  stage.value = { at: "in", session };
}

/** Looks whether what one may do, or the desks whose keys one has, changed since; null where it cannot be found out. */
export async function refresh(): Promise<MemberSession | null> {
  const answer = await call<MemberSession>("/session");
  if (!answer.ok && answer.problem === "not-signed-in") ended();
  if (!answer.ok || stage.peek().at !== "in") return null;
  const { value } = answer;
  if (value.member.verifyKey !== current().member.verifyKey) return null;
  const said = ({ member, desks }: MemberSession) => JSON.stringify([member, desks]);
  if (said(value) !== said(current())) stage.value = { at: "in", session: value };
  return value;
}

function drop(): void {
  hush();
  forgetPeople();
  dropKeys();
  forgetTrust();
  forgetVerified();
  forgetCare();
  forgetCards();
  forgetInbox();
  forgetChosen();
  forgetViews();
  forgetNotices();
  forgetIndex();
  directory.value = null;
}

/** Nobody used the desk: keys are dropped, the name stays. */
export function lock(): void {
  if (stage.peek().at !== "in") return;
  const { member } = current();
  drop();
  stage.value = { at: "out", why: "locked", name: member.name };
}

/** The server no longer knows the session. */
export function ended(): void {
  const { at } = stage.peek();
  if (at !== "in" && at !== "factor") return;
  drop();
  stage.value = { at: "out", why: "ended", name: null };
}

/** Everything this tab knows is forgotten; the server is told, also while the page goes away. */
export function forget(): void {
  drop();
  sessionStorage.removeItem(place);
  void call("/sign-out", { method: "POST", keepalive: true });
}

export function signOut(): void {
  forget();
  location.hash = hrefOf({ page: "inbox" });
  stage.value = { at: "out", why: null, name: null };
}
