import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { IndicatorList } from "@threshold/identification";

/** The compiled list. */
export const list = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../../knowledge/dist/list.json", import.meta.url)), "utf8"),
) as IndicatorList;
