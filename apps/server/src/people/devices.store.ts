import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import type { CallerDevice } from "../http/access.ts";
import { addRecord } from "../record/record.store.ts";
import { hashOf } from "./secrets.ts";

interface Row {
  id: string;
  organisation: string;
  desk: string;
  desk_name: string;
  verify_key: string;
}

/** The enrolled phone with this token; null where it is unknown or was removed. */
export async function findDevice(house: House, token: string): Promise<CallerDevice | null> {
  const { rows } = await sql<Row>`select * from find_device(${await hashOf(token)})`.execute(house.db);
  const row = rows[0];
  if (!row) return null;
  return {
    kind: "device",
    id: row.id,
    organisation: row.organisation,
    desk: row.desk,
    name: row.desk_name,
    verifyKey: row.verify_key,
  };
}

export interface NewDevice {
  readonly id: string;
  readonly organisation: string;
  readonly desk: string;
  readonly verifyKey: string;
  readonly tokenHash: Buffer;
  readonly at: Date;
}

export async function addDevice(scope: Scope, device: NewDevice): Promise<void> {
  await scope
    .insertInto("device")
    .values({
      id: device.id,
      organisation: device.organisation,
      desk: device.desk,
      verify_key: device.verifyKey,
      token_hash: device.tokenHash,
      enrolled_at: device.at,
      revoked_at: null,
    })
    .execute();
}

export async function listDevices(house: House, organisation: string) {
  const rows = await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope
      .selectFrom("device")
      .select(["id", "desk", "enrolled_at", "revoked_at"])
      .orderBy("enrolled_at", "desc")
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    desk: row.desk,
    enrolledAt: row.enrolled_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }));
}

/** The phone's token stops working at once; its entries stay. False where the organisation has no such phone. */
export function revokeDevice(
  house: House,
  by: { readonly id: string; readonly organisation: string },
  id: string,
): Promise<boolean> {
  const { organisation } = by;
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const { before } =
      (await scope
        .selectFrom("device")
        .select("revoked_at as before")
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst()) ?? {};
    if (before === undefined) return false;
    if (before !== null) return true;
    await scope.updateTable("device").set({ revoked_at: house.clock() }).where("id", "=", id).execute();
    await addRecord(scope, house, { organisation, kind: "phone-removed", by: by.id, about: id });
    return true;
  });
}
