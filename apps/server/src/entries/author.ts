import type { Actor } from "@threshold/casework";
import type { Caller } from "../http/access.ts";
import type { Author } from "./accept.ts";

/** The caller as the policy of casework sees it. */
export function actorOf(caller: Caller): Actor {
  const desks = caller.kind === "device" ? [caller.desk] : caller.desks;
  return {
    kind: caller.kind,
    id: caller.id,
    organisation: caller.organisation,
    desks: desks.map((desk) => ({ organisation: caller.organisation, desk })),
    roles: caller.kind === "device" ? [] : caller.roles,
  };
}

export function authorOf(caller: Caller): Author {
  return { actor: actorOf(caller), verifyKey: caller.verifyKey, name: caller.name };
}
