import type { Custody } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { vouchedAnew } from "../custody/vouched.ts";
import { holds } from "../keys.ts";
import { current } from "../session.ts";
import { fetchDraft, publish } from "./publish.ts";
import { trust } from "./trust.ts";

/**
 * What a steward's browser does for her organisation once she is signed in: renews certificates that end soon; and for an organisation
 * from before the signed directory, makes its first statement. That one takes over whom the server's books name (nobody could have
 * signed for them before), and only desk keys that this browser holds.
 */
export async function keepOrganisation(): Promise<void> {
  const known = trust.value;
  if (known === null) return;
  const draft = await fetchDraft();
  if (!draft.ok) return;
  const { last, desks, people } = draft.value;
  if (last !== null) {
    const custody = await call<Custody>("/custody");
    await publish(draft.value, { confirmed: custody.ok ? await vouchedAnew(custody.value, draft.value) : [] });
    return;
  }
  const begun = known.pin.organisations[current().organisation.id] !== undefined;
  if (begun || !desks.every(({ recipient }) => holds(recipient))) return;
  await publish(draft.value, { desks, confirmed: people.map(({ id }) => id) });
}
