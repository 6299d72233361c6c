import type { ChangeTelling, Telling } from "@threshold/contract";
import { asActor, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { accountMark, hashCode, makeCode } from "../people/secrets.ts";
import { beginTry } from "../sign-in/sign-in.store.ts";
import {
  addBrowser,
  browsersOf,
  confirmAddress,
  endBrowser,
  forgetAddress,
  type KeptChoices,
  keepChoices,
  putChoices,
  putWaiting,
  readChoices,
  unchosen,
} from "./choices.store.ts";
import { codeLetter } from "./letter.ts";
import { addTest } from "./notices.store.ts";
import type { Subscriber } from "./push.ts";
import { isZone } from "./zone.ts";

/** Whose choices they are. */
export interface Reader {
  readonly id: string;
  readonly organisation: string;
}
type Answer = { readonly ok: true; readonly telling: Telling } | (Refused & { readonly wait?: number });

const minute = 60_000;
const codeLasts = 60 * minute;
/** Asking again for the same address within this time sends nothing again. */
const patience = 2 * minute;
/** Codes and tests that one member may have sent in a quarter of an hour. */
const mostSent = 5;

/** A transaction in which only what is this member's own is seen. */
export const asReader = <T>(
  house: House,
  { id, organisation }: Reader,
  work: (scope: Scope) => Promise<T>,
): Promise<T> => asActor(house.db, house.clock, { kind: "member", id, organisation, desks: [], roles: [] }, work);

export const readTelling = (house: House, reader: Reader): Promise<Telling> =>
  asReader(house, reader, (scope) => tellingOf(house, scope));

async function tellingOf({ telling }: House, scope: Scope): Promise<Telling> {
  const kept = (await readChoices(scope)) ?? unchosen(telling.rules.zone);
  const { mail, waiting, mailHow, digestAt, quiet, zone, urgentAnyway } = kept;
  return {
    ...{ mail, mailWaiting: waiting?.address ?? null, mailHow, digestAt, quiet, zone, urgentAnyway },
    ...{ push: (await browsersOf(scope)).length, pushKey: telling.push.key, mailWorks: telling.mail !== null },
  };
}

/** Puts her choices down. To an address that is new a code is sent first; where that fails, nothing is changed. */
export async function changeTelling(house: House, reader: Reader, change: ChangeTelling): Promise<Answer> {
  if (!isZone(change.zone)) return refused("bad-request", "/zone");
  const kept = (await asReader(house, reader, (scope) => readChoices(scope))) ?? unchosen(change.zone);
  const asked = whatOf(change.mail, kept, house.clock());
  const sent = asked === "new" && change.mail !== null ? await sendCode(house, reader, change.mail) : null;
  if (sent !== null && !sent.ok) return sent;
  const whose = { member: reader.id, organisation: reader.organisation };
  const telling = await asReader(house, reader, async (scope) => {
    await putChoices(scope, whose, change);
    if (asked === "none" || asked === "confirmed")
      await forgetAddress(scope, reader.id, asked === "none" ? "all" : "waiting");
    if (sent?.ok) await putWaiting(scope, reader.id, sent.waiting);
    return tellingOf(house, scope);
  });
  return { ok: true, telling };
}

/** What an address in a change is to the ones that are kept. */
function whatOf(address: string | null, kept: KeptChoices, now: Date): "none" | "confirmed" | "waiting" | "new" {
  if (address === null) return "none";
  if (address === kept.mail) return "confirmed";
  const { waiting } = kept;
  const asked = waiting === null ? 0 : waiting.until.getTime() - codeLasts;
  return address === waiting?.address && now.getTime() - asked < patience ? "waiting" : "new";
}

async function sendCode(house: House, { id }: Reader, address: string) {
  const { mail, words } = house.telling;
  if (mail === null) return refused("mail-off", "/mail");
  const wait = await tooMany(house, id, "code");
  if (wait !== null) return { ...refused("too-many"), wait };
  const code = makeCode();
  const sent = await mail.send(address, codeLetter(words, code)).then(
    () => true,
    () => false,
  );
  if (!sent) return refused("mail-silent", "/mail");
  const until = new Date(house.clock().getTime() + codeLasts);
  return { ok: true as const, waiting: { address, codeHash: await hashCode(code), until } };
}

/** Counted as wrong passphrases are, and apart from them. @returns seconds to wait; null where one may be sent now */
async function tooMany(house: House, id: string, what: "code" | "test"): Promise<number | null> {
  return beginTry(house, await accountMark(house.keys, `${what} sent to ${id}`), mostSent);
}

export async function confirmMail(house: House, reader: Reader, code: string): Promise<Answer> {
  const hash = await hashCode(code);
  return asReader(house, reader, async (scope) =>
    (await confirmAddress(scope, reader.id, hash, house.clock()))
      ? { ok: true, telling: await tellingOf(house, scope) }
      : refused("code-unknown"),
  );
}

/** The browser takes push messages for her from now on. */
export async function subscribe(house: House, reader: Reader, browser: Subscriber): Promise<Answer> {
  const { push, rules } = house.telling;
  if (!push.mayBe(browser.endpoint)) return refused("push-wrong", "/endpoint");
  const bytes = (text: string) => Buffer.from(text, "base64url").length;
  if (bytes(browser.p256dh) !== 65 || bytes(browser.auth) !== 16) return refused("push-wrong", "/keys");
  const whose = { member: reader.id, organisation: reader.organisation };
  const telling = await asReader(house, reader, async (scope) => {
    await keepChoices(scope, whose, rules.zone);
    await addBrowser(scope, whose, browser, house.clock());
    return tellingOf(house, scope);
  });
  return { ok: true, telling };
}

export const unsubscribe = (house: House, reader: Reader, endpoint: string): Promise<Telling> =>
  asReader(house, reader, async (scope) => {
    await endBrowser(scope, endpoint);
    return tellingOf(house, scope);
  });

/** Sends one now by every way that she chose, so that she sees whether it reaches her. */
export async function sendTest(house: House, reader: Reader) {
  const wait = await tooMany(house, reader.id, "test");
  if (wait !== null) return { ...refused("too-many"), wait };
  return asReader(house, reader, async (scope) => {
    const { mail, mailHow, mailWorks, push } = await tellingOf(house, scope);
    for (const member of await addTest(scope, reader.id, house.clock()))
      await house.telling.jobs.deliver(scope, member, null);
    return { ok: true as const, sent: { mail: mail !== null && mailHow !== "none" && mailWorks, push } };
  });
}
