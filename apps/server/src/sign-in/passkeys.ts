import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { PasskeyMade, PasskeyUsed } from "@threshold/contract";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { addPasskey, notePasskeyUse, passkeysOf } from "./passkeys.store.ts";
import { putPending, takePending } from "./pending.store.ts";
import type { CallerMember } from "./session.store.ts";

/** Where the page stands that asks: `https://desk.example`, as its browser says; access.ts has held it against the host. */
type Origin = string;
const hostOf = (origin: Origin): string => new URL(origin).hostname;

/** What the browser needs to make a passkey: WebAuthn's PublicKeyCredentialCreationOptionsJSON. */
export async function askToMake(house: House, member: CallerMember, origin: Origin): Promise<object> {
  const host = hostOf(origin);
  const known = await asOrganisation(house.db, house.clock, member.organisation, (scope) =>
    passkeysOf(scope, member.id),
  );
  const options = await generateRegistrationOptions({
    // What a list of passkeys on her phone shows: nothing that says what it is for.
    rpName: "Desk",
    rpID: host,
    userName: member.name,
    userID: new TextEncoder().encode(member.id),
    attestationType: "none",
    excludeCredentials: known.map(({ credential, transports }) => ({ id: credential, transports: [...transports] })),
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
  await putPending(house, member, { kind: "make", challenge: options.challenge, host });
  return options;
}

/** Keeps the passkey that was made. False where the answer does not fit what was asked. */
export async function keepMade(
  house: House,
  member: CallerMember,
  origin: Origin,
  name: string,
  made: PasskeyMade,
): Promise<boolean> {
  const asked = await takePending(house, member, "make");
  if (asked === null) return false;
  const checked = await verifyRegistrationResponse({
    // Its shape was checked at the door; the library's types are narrower about words it does not use.
    response: made as unknown as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: asked.host,
    requireUserVerification: false,
  }).catch(() => null);
  if (checked === null || !checked.verified) return false;
  const { id, publicKey, counter, transports } = checked.registrationInfo.credential;
  return addPasskey(house, member, name.trim(), {
    ...{ credential: id, counter, transports: transports ?? [], host: asked.host },
    publicKey: new Uint8Array(publicKey),
  });
}

/** What the browser needs to use one of her passkeys: PublicKeyCredentialRequestOptionsJSON. Null where she has none for this host. */
export async function askToUse(house: House, member: CallerMember, origin: Origin): Promise<object | null> {
  const host = hostOf(origin);
  const known = await asOrganisation(house.db, house.clock, member.organisation, (scope) =>
    passkeysOf(scope, member.id),
  );
  const here = known.filter((passkey) => passkey.host === host);
  if (here.length === 0) return null;
  const options = await generateAuthenticationOptions({
    rpID: host,
    allowCredentials: here.map(({ credential, transports }) => ({ id: credential, transports: [...transports] })),
    userVerification: "preferred",
  });
  await putPending(house, member, { kind: "use", challenge: options.challenge, host });
  return options;
}

/** True where one of her passkeys signed what was asked, for this page, and was not copied. */
export async function checkUsed(
  house: House,
  member: CallerMember,
  origin: Origin,
  used: PasskeyUsed,
): Promise<boolean> {
  const asked = await takePending(house, member, "use");
  const known = await asOrganisation(house.db, house.clock, member.organisation, (scope) =>
    passkeysOf(scope, member.id),
  );
  const passkey = known.find(({ credential, host }) => credential === used.id && host === asked?.host);
  if (asked === null || passkey === undefined) return false;
  const checked = await verifyAuthenticationResponse({
    response: used as unknown as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: passkey.host,
    credential: { id: passkey.credential, publicKey: passkey.publicKey, counter: passkey.counter },
    requireUserVerification: false,
  }).catch(() => null);
  if (checked === null || !checked.verified) return false;
  await notePasskeyUse(house, member.organisation, passkey.id, checked.authenticationInfo.newCounter);
  return true;
}
