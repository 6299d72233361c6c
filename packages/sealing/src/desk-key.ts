import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from "./bytes.ts";
import { type Identity, makeIdentity, recipientOf } from "./identity.ts";
import { failure, type Result, success } from "./result.ts";
import { type OpenProblem, open, type SealProblem, seal } from "./seal.ts";

/** A desk's key as it is kept: what is sealed to, and the secret wrapped to the members who work there (base64 age file). */
export interface WrappedDesk {
  readonly recipient: string;
  readonly wrapped: string;
}
/** `other-key`: it opened, and is not the key that the desk is known by. */
export type UnwrapProblem = OpenProblem | "other-key";

/** A new key for a desk, wrapped to its members. */
export async function makeDesk(members: readonly string[]): Promise<Result<WrappedDesk, SealProblem>> {
  const { secret, recipient } = await makeIdentity();
  const wrapped = await wrapDesk(secret, members);
  return wrapped.ok ? success({ recipient, wrapped: wrapped.value }) : wrapped;
}

/** A new key for a desk, wrapped to each member apart: each can be given to her alone, and taken out again. */
export async function makeDeskFor(
  members: readonly { readonly id: string; readonly recipient: string }[],
): Promise<
  Result<
    { readonly recipient: string; readonly wraps: readonly { readonly member: string; readonly wrapped: string }[] },
    SealProblem
  >
> {
  const { secret, recipient } = await makeIdentity();
  const wraps: { readonly member: string; readonly wrapped: string }[] = [];
  for (const { id, recipient: to } of members) {
    const wrapped = await wrapDesk(secret, [to]);
    if (!wrapped.ok) return wrapped;
    wraps.push({ member: id, wrapped: wrapped.value });
  }
  return success({ recipient, wraps });
}

/**
 * Wraps a desk's secret to members' recipients. What is inside is an identity file as the `age` command reads it, so a member
 * can get at the desk's parts without this program.
 */
export async function wrapDesk(secret: string, members: readonly string[]): Promise<Result<string, SealProblem>> {
  const sealed = await seal(utf8(`${secret}\n`), members);
  return sealed.ok ? success(toBase64(sealed.value)) : sealed;
}

/**
 * Opens a desk's key.
 * @param recipient what the desk is known by: a wrapped key of any other desk is refused
 */
export async function unwrapDesk(
  { wrapped, recipient }: WrappedDesk,
  secrets: readonly string[],
): Promise<Result<Identity, UnwrapProblem>> {
  const bytes: Bytes | null = fromBase64(wrapped);
  if (bytes === null) return failure("not-age");
  const opened = await open(bytes, secrets);
  if (!opened.ok) return opened;
  const secret = fromUtf8(opened.value)?.trim() ?? "";
  return (await recipientOf(secret)) === recipient ? success({ secret, recipient }) : failure("other-key");
}
