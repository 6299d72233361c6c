import type { Scope } from "../database/scope.ts";

export interface Owner {
  readonly id: string;
  readonly organisation: string;
}

/** Her saved views, sealed; null where she has none. */
export async function readViews(scope: Scope, member: string): Promise<Buffer | null> {
  const row = await scope.selectFrom("kept_views").select("bytes").where("member", "=", member).executeTakeFirst();
  return row?.bytes ?? null;
}

export async function keepViews(scope: Scope, { id, organisation }: Owner, bytes: Buffer, now: Date): Promise<void> {
  await scope
    .insertInto("kept_views")
    .values({ member: id, organisation, bytes, kept_at: now })
    .onConflict((conflict) => conflict.column("member").doUpdateSet({ bytes, kept_at: now }))
    .execute();
}

/** For somebody who left. */
export async function forgetViews(scope: Scope, member: string): Promise<void> {
  await scope.deleteFrom("kept_views").where("member", "=", member).execute();
}
