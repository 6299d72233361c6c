import type { Role } from "@threshold/casework";
import type { Generated } from "kysely";

/** Rows as the migrations make them (snake case as in SQL). Times are Dates, days are text. */
export interface Tables {
  organisation: { id: string; name: string; kind: string; invented: Generated<boolean>; made_at: Date };
  desk: { id: string; organisation: string; name: string };
  member: {
    id: string;
    organisation: string;
    handle: string;
    handle_key: string;
    name: string;
    roles: Role[];
    kdf: string;
    proof_hash: Buffer;
    recipient: string;
    verify_key: string;
    bundle: string;
    made_at: Date;
  };
  desk_key: {
    desk: string;
    version: number;
    organisation: string;
    recipient: string;
    made_at: Date;
    retired_at: Date | null;
  };
  desk_key_wrap: { desk: string; version: number; member: string; organisation: string; wrapped: string };
  device: {
    id: string;
    organisation: string;
    desk: string;
    verify_key: string;
    token_hash: Buffer;
    enrolled_at: Date;
    revoked_at: Date | null;
  };
  enrolment: { code_hash: Buffer; organisation: string; desk: string; expires_at: Date };
  invitation: { code_hash: Buffer; organisation: string | null; expires_at: Date };
  session: { token_hash: Buffer; organisation: string; member: string; made_at: Date; seen_at: Date };
  service: {
    id: string;
    organisation: string;
    desk: string | null;
    name: string;
    offers: string[];
    whom: string[];
    languages: string[];
    hours: string;
    phone: string;
    specialist: boolean;
    open: boolean;
    invented: boolean;
    checked_on: string;
  };
  referral: ReferralRow;
  entry: {
    id: string;
    case_id: string;
    kind: string;
    author: string;
    seq: number;
    sender_organisation: string;
    sender_desk: string;
    envelope: string;
    signature: string;
    verify_key: string;
    written_by: string | null;
    received_at: Date;
  };
  sealed_part: {
    entry: string;
    name: "card" | "story" | "answer";
    case_id: string;
    sha256: string;
    bytes: Buffer | null;
    erased_at: Date | null;
  };
  receipt: {
    n: number;
    entry: string;
    entry_hash: string;
    previous: string;
    hash: string;
    signature: string;
    at: string;
  };
}

export interface ReferralRow {
  case_id: string;
  entry: string;
  reference: string;
  author: string;
  sender_organisation: string;
  sender_desk: string;
  receiver_organisation: string;
  receiver_desk: string;
  fallback_organisation: string | null;
  fallback_desk: string | null;
  urgency: "now" | "today" | "usual";
  child: boolean;
  received_at: Date;
  due: Date;
  status: "waiting" | "passed-on" | "accepted" | "declined" | "withdrawn";
  holder_desk: string | null;
  fallback_from: Date | null;
  passed_on_at: Date | null;
}
