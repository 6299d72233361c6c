import { expect } from "vitest";
import { verifyLog } from "../../src/verify/verify.ts";
import type { TestSite } from "./site.ts";

/** After a test's own acts: what they left in journal, record and directory verifies as a whole. */
export async function historyFits(site: TestSite): Promise<void> {
  const walked = await verifyLog(site.source, site.house.keys.verifyKey);
  expect(walked.ok ? null : walked).toBeNull();
}
