import { type Static, Type } from "typebox";
import { Uuid } from "./text.ts";

/** An event `changed` of `GET /api/live`: something happened in this case. What it was, the reader asks for as ever. */
export const LiveEvent = Type.Object({ case: Uuid }, { additionalProperties: false });
export type LiveEvent = Static<typeof LiveEvent>;
