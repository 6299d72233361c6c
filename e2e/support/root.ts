import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TrustFile } from "@threshold/contract";
import { makeIdentity } from "@threshold/sealing";
import { importPrivateKey, makeSigningKey } from "@threshold/sealing/signing";
import {
  bodyOf,
  type NetworkStatement,
  nextNetwork,
  nextOrganisation,
  type Signer,
  signStatement,
  statementHash,
} from "@threshold/sealing/trust";

/** The root key of a site that keeps it on its own machine: with it a test says what a root that is stolen, or lies, could say. */
export async function rootOf(folder: string): Promise<Signer> {
  const { signing, verifyKey } = JSON.parse(readFileSync(join(folder, "keys", "root.json"), "utf8"));
  const privateKey = await importPrivateKey(signing, { extractable: false });
  if (privateKey === null) throw new Error("the root key cannot be read");
  return { privateKey, verifyKey };
}

/**
 * What a stolen root says to take an organisation over: stewards of its own, and by them a statement with another key for each desk.
 */
export async function takenOver(file: TrustFile, root: Signer, organisation: string): Promise<TrustFile> {
  const [steward, { recipient }] = await Promise.all([makeSigningKey({ extractable: false }), makeIdentity()]);
  const last = file.organisations.find((chain) => chain[0]?.statement.organisation === organisation)?.at(-1);
  if (last === undefined) throw new Error("an organisation without a statement");
  const desks = last.statement.desks.map((one) => ({ ...one, version: one.version + 1, recipient }));
  const stewards = [steward.verifyKey];
  const next = await nextOrganisation(last.statement, { stewards, desks }, new Date());
  const signed = (await signStatement(next, steward)) as typeof last;
  const statement = { version: next.version, hash: await statementHash(next) };
  const organisations = file.network.statement.organisations.map((one) =>
    one.id === organisation ? { ...one, stewards, statement } : one,
  );
  const after = await followed(file, root, { change: { organisations } });
  const chains = file.organisations.map((chain) => (chain.at(-1) === last ? [...chain, signed] : chain));
  return { ...after, organisations: chains };
}

/** What follows a trust file by one statement of its root. */
export async function followed(
  file: TrustFile,
  root: Signer,
  { at = new Date(), change = {} }: { readonly at?: Date; readonly change?: Partial<NetworkStatement> } = {},
): Promise<TrustFile> {
  const last = file.network.statement;
  const next = { ...(await nextNetwork(last.network, last, last, at)), ...change };
  const network = (await signStatement(next, root)) as TrustFile["network"];
  return { ...file, network, since: [...file.since, await bodyOf(next)] };
}
