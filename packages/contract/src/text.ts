import { Type } from "typebox";

/** Shapes of text that may stand in the clear. Each is closed: none can hold a sentence. */
export const Uuid = Type.String({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" });
export const UuidV7 = Type.String({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" });
export const Instant = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$" });
export const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });
export const Recipient = Type.String({ pattern: "^age1[02-9ac-hj-np-z]{58}$" });
export const Reference = Type.String({ pattern: "^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$" });
export const Base64 = Type.String({ pattern: "^[A-Za-z0-9+/]*={0,2}$" });
/** Base64url without padding. */
export const Base64Url = Type.String({ pattern: "^[A-Za-z0-9_-]+$", maxLength: 512 });
export const Code = Type.String({ pattern: "^[0-9A-Za-z-]{8,64}$" });
/** A calendar day, `2026-12-01`; whether the calendar has it is for whoever reckons with it. */
export const Day = Type.String({ pattern: "^\\d{4}-[01]\\d-[0-3]\\d$" });
