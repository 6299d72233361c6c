import { type Static, Type } from "typebox";
import { Instant, Sha256, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;

/** What can happen with keys and access. Each has its sentence `record.<kind>`; add a new one at the end of its group. */
export const recordKinds = [
  // The directory of keys
  "organisation-founded",
  "statement-published",
  "network-signed",
  // Phones
  "phone-invited",
  "phone-enrolled",
  "phone-certified",
  "phone-removed",
  // Members
  "organisation-invited",
  "member-invited",
  "member-joined",
  "member-certified",
  "roles-changed",
  "leave-begun",
  "leave-ended",
  "member-left",
  "member-renewed",
  "small-office-declared",
  "invitation-taken-back",
  // Desks
  "desk-added",
  "desk-key-rotated",
  "desk-key-wrapped",
  "desk-closed",
  "desk-reopened",
  // Signing in
  "factor-added",
  "factor-removed",
  "recovery-code-used",
  "recovery-codes-made",
  "passphrase-changed",
  "sessions-ended",
  "session-ended",
  "factor-chosen",
  // Custody and shared phones
  "custody-asked",
  "custody-agreed",
  "custody-refused",
  "custody-made",
  "recovery-asked",
  "recovery-released",
  "recovery-refused",
  "recovery-stopped",
  "recovery-done",
  "recovery-displaced",
  "badge-made",
  "badge-locked",
  "badge-removed",
  // The address of a calendar
  "calendar-made",
  "calendar-ended",
  // Cases, never which
  "glass-broken",
  "team-set",
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** One line of the record: who did what to whom, by ids and codes. */
export const RecordLine = Type.Object(
  {
    n: Type.Integer({ minimum: 1 }),
    kind: Type.String({ pattern: "^[a-z][a-z-]{2,39}$" }),
    by: Type.Union([Uuid, Type.Null()]),
    about: Type.Union([Uuid, Type.Null()]),
    detail: Type.Union([Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,39}$" }), Type.Null()]),
    at: Instant,
    hash: Sha256,
  },
  closed,
);
export type RecordLine = Static<typeof RecordLine>;

/** Newest first. `next` asks for what is before; null at the beginning. Names are those of the organisation's own members. */
export const RecordPage = Type.Object(
  {
    lines: Type.Array(RecordLine),
    next: Type.Union([Type.Integer(), Type.Null()]),
    names: Type.Array(Type.Object({ id: Uuid, name: Type.String() }, closed)),
  },
  closed,
);
export type RecordPage = Static<typeof RecordPage>;
