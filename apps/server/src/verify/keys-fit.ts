import { verifyReceipt } from "@threshold/sealing";
import { connect, type Source } from "../database/connect.ts";
import { lastReceipt } from "./verify.store.ts";

/**
 * Whether the log can go on with this key: it is empty, or its last receipt was signed with it. A database outlives the folder
 * that the keys were in, and a log signed with two keys could never be verified again.
 */
export async function keysFit(source: Source, serverKey: string): Promise<boolean> {
  const client = await connect(source, "lookup");
  try {
    const last = await lastReceipt(client);
    return last === null || (await verifyReceipt(last.hash, last.signature, serverKey));
  } finally {
    await client.end();
  }
}
