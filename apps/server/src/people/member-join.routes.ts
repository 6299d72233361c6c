import { FindInvitation, FoundInvitation, JoinAsMember, SignedIn } from "@threshold/contract";
import type { House } from "../house.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { openSession } from "../sign-in/open.ts";
import { asksWork, countWrongCode } from "../sign-in/work.ts";
import { joinAsMember } from "./join-as-member.ts";
import { findMemberInvitation } from "./member-invitations.store.ts";

/**
 * How one person comes into an organisation that is here. Only a POST with the ticket of a code looks, and only joining uses it up: a
 * mail program that opens the link gets an empty page, since the code stands behind the # and never leaves the browser.
 */
export function memberJoinRoutes(app: App, house: House): void {
  const config = { access: "public" } as const;
  const preHandler = asksWork(house, "join");
  app.post(
    "/members/join/start",
    { config, schema: { body: FindInvitation, response: { 200: FoundInvitation } }, preHandler },
    async (request, reply) => {
      const found = await findMemberInvitation(house.db, request.body.ticket, house.clock());
      if (found === null) {
        await countWrongCode(house, "join");
        return refuse(reply, "code-unknown");
      }
      const { organisation, organisation_name, name, handle, roles, renews, mark } = found;
      const { network, verifyKey: root } = house.root;
      return {
        organisation: { id: organisation, name: organisation_name },
        ...{ name, handle, roles, renews: renews !== null },
        code: { network, root, mark },
      };
    },
  );
  app.post(
    "/members/join",
    { config, schema: { body: JoinAsMember, response: { 200: SignedIn } }, preHandler },
    async (request, reply) => {
      const done = await joinAsMember(house, request.body);
      if (!done.ok) {
        if (done.problem === "code-unknown") await countWrongCode(house, "join");
        return refuse(reply, done.problem, done.field);
      }
      return openSession(house, request, reply, { id: done.member, organisation: done.organisation });
    },
  );
}
