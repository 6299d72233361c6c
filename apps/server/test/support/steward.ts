import type { Publication, TrustDraft, TrustFile } from "@threshold/contract";
import { beginPin, checkTrust, nextPublication, type Pin, type Trust } from "@threshold/sealing/trust";
import { memberOf, type Organisation, type Writer } from "./actors.ts";
import { type Answer, ask } from "./client.ts";
import type { TestSite } from "./site.ts";

/** The signed directory as this phone or member checks it, on top of `pin` (the root alone where left out). @throws where it does not hold */
export async function trusted(site: TestSite, who: Writer, pin?: Pin): Promise<Trust> {
  const { network, verifyKey: root } = site.house.root;
  const seen = pin ?? beginPin({ network, root });
  const path = who.kind === "device" ? "/device/trust" : "/members/trust";
  const answer = await ask(who, "GET", `${path}?have=${seen.version}`);
  if (answer.status !== 200) throw new Error(answer.text);
  const checked = await checkTrust(seen, answer.body as TrustFile, site.house.clock());
  if (!checked.ok) throw new Error(checked.why);
  return checked.value;
}

export async function draftOf(home: Organisation): Promise<TrustDraft> {
  return (await ask(memberOf(home), "GET", "/trust/draft")).body as TrustDraft;
}

/** What the organisation's first member signs, as a steward's browser does. */
export async function signed(
  site: TestSite,
  home: Organisation,
  changes: Partial<Parameters<typeof nextPublication>[1]>,
): Promise<Publication> {
  const { signing } = memberOf(home);
  const seen = (await trusted(site, memberOf(home))).pin.organisations[home.id] ?? null;
  const made = await nextPublication(await draftOf(home), {
    signer: signing,
    now: site.house.clock(),
    seen,
    ...changes,
  });
  if (!made.ok) throw new Error(made.why);
  return made.value as unknown as Publication;
}

export function publish(home: Organisation, body: unknown, n = 0): Promise<Answer> {
  return ask(memberOf(home, n), "POST", "/trust/organisation", body);
}
