import type { Join } from "@threshold/contract";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { signNetwork } from "../trust/network.ts";
import { foundOrganisation } from "../trust/publish.ts";
import { attempt } from "./attempt.ts";
import { addClosedService } from "./closed-service.ts";
import { useInvitation } from "./codes.store.ts";
import { addDesk, addMember, addOrganisation, addWrap, handleTaken } from "./members.store.ts";

/**
 * Makes an organisation, its first desk with its service, and its first member, who coordinates it. The keys come from her
 * browser; the server sees only public and sealed halves. The code is used up in the same transaction.
 */
export async function join(
  house: House,
  wish: Join,
): Promise<{ ok: true; organisation: string; member: string } | Refused> {
  const [organisation, desk, member] = [wish.organisation.id, wish.desk.id, wish.member.id];
  const at = house.clock();
  try {
    const done = await attempt(house, organisation, async (scope) => {
      if (!(await useInvitation(scope, wish.ticket, at))) return refused("code-unknown");
      if (await handleTaken(scope, wish.member.handle)) return refused("handle-taken", "/member/handle");
      await addOrganisation(scope, { ...wish.organisation, invented: false, at });
      await addDesk(scope, { id: desk, organisation, name: wish.desk.name, recipient: wish.desk.recipient, at });
      await addMember(scope, { organisation, ...wish.member, roles: ["coordinator", "administrator"], at });
      await addWrap(scope, desk, member, organisation, wish.desk.wrapped);
      await addClosedService(scope, { organisation, desk: wish.desk, phone: wish.phone, at });
      const steward = { id: member, organisation, verifyKey: wish.member.keys.verifyKey };
      const problem = await foundOrganisation(scope, house, steward, wish.statement, [wish.certificate]);
      return problem ?? { ok: true as const };
    });
    if (!done.ok) return done;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === "23505" && constraint === "member_handle_key_key") return refused("handle-taken", "/member/handle");
    if (code === "23505" && constraint === "desk_key_recipient_key") return refused("bad-request", "/desk/recipient");
    // An id that is taken: no browser of ours draws one twice.
    if (code === "23505" && /^(organisation|desk|member)_pkey$/.test(constraint ?? "")) return refused("bad-request");
    throw error;
  }
  await signNetwork(house);
  return { ok: true, organisation, member };
}
