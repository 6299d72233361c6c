import type { PartName, Role } from "@threshold/casework";
import type { Factor, SessionLine } from "@threshold/contract";
import type { Generated } from "kysely";

/** Rows as the migrations make them (snake case as in SQL). Times are Dates, days are text. */
export interface Tables {
  organisation: {
    id: string;
    name: string;
    kind: string;
    invented: Generated<boolean>;
    made_at: Date;
    factor: Generated<Factor>;
    provider: Generated<string | null>;
    small_office: Generated<Date | null>;
  };
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
    desks: Generated<string[] | null>;
    leave_since: Generated<Date | null>;
    leave_until: Generated<string | null>;
    stands_in: Generated<string | null>;
    left_at: Generated<Date | null>;
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
  enrolment: {
    code_hash: Buffer;
    organisation: string;
    desk: string;
    expires_at: Date;
    mark: string | null;
    sealed_code: string | null;
    made_by: string | null;
    device: Generated<string | null>;
    binding: Generated<string | null>;
  };
  invitation: {
    code_hash: Buffer;
    organisation: string | null;
    expires_at: Date;
    mark: string;
    made_by: string | null;
  };
  organisation_statement: {
    organisation: string;
    version: number;
    hash: string;
    signed: string;
    published_at: Date;
  };
  certificate: {
    hash: string;
    organisation: string;
    subject: "member" | "device";
    subject_id: string;
    verify_key: string;
    signed: string;
    issued_at: Date;
    expires_at: Date;
    ended_at: Generated<Date | null>;
  };
  record: {
    n: number;
    organisation: string;
    kind: string;
    by: string | null;
    about: string | null;
    detail: string | null;
    at: string;
    previous: string;
    hash: string;
    signature: string;
  };
  session: {
    token_hash: Buffer;
    organisation: string;
    member: string;
    made_at: Date;
    seen_at: Date;
    id: Generated<string>;
    level: Generated<"half" | "full">;
    factor_at: Generated<Date | null>;
    browser: Generated<SessionLine["browser"]>;
    pending: Generated<string | null>;
  };
  passkey: {
    id: string;
    organisation: string;
    member: string;
    credential: string;
    public_key: Buffer;
    counter: string;
    transports: string[];
    host: string;
    name: string;
    made_at: Date;
    used_at: Date | null;
  };
  recovery_code: { code_hash: Buffer; organisation: string; member: string; made_at: Date; used_at: Date | null };
  provider_link: { subject_hash: Buffer; organisation: string; member: string; made_at: Date; provider: string };
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
  case_team: { case_id: string; members: string[] | null };
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
    certificate: string | null;
  };
  sealed_part: {
    entry: string;
    name: PartName;
    case_id: string;
    sha256: string;
    bytes: Buffer | null;
    erased_at: Date | null;
  };
  member_invitation: {
    id: string;
    code_hash: Buffer;
    organisation: string;
    renews: string | null;
    name: string;
    handle: string;
    handle_key: string;
    roles: Role[];
    desks: string[];
    mark: string;
    sealed_code: string;
    made_by: string;
    made_at: Date;
    expires_at: Date;
    used_at: Date | null;
    used_by: string | null;
    binding: string | null;
    closed_at: Date | null;
  };
  custody_place: {
    desk: string;
    n: number;
    organisation: string;
    at_organisation: string;
    member: string | null;
    state: "asked" | "agreed" | "refused";
    asked_at: Date;
    answered_at: Date | null;
  };
  custody_set: {
    id: string;
    desk: string;
    version: number;
    organisation: string;
    mode: "shares" | "sheet";
    signed: string;
    signature: string;
    verify_key: string;
    by: string;
    kept: string;
    sheet_hash: Buffer | null;
    made_at: Date;
    retired_at: Date | null;
  };
  custody_share: {
    set: string;
    n: number;
    organisation: string;
    at_organisation: string;
    member: string;
    sealed: string;
    seen_at: Date | null;
  };
  custody_recovery: {
    id: string;
    organisation: string;
    member: string;
    token_hash: Buffer;
    how: "shares" | "sheet";
    recipient: string;
    verify_key: string;
    kdf: string | null;
    proof_hash: Buffer | null;
    bundle: string | null;
    desks: string[];
    asked_at: Date;
    expires_at: Date;
    state: "asked" | "done" | "stopped";
    ended_at: Date | null;
    ended_by: string | null;
  };
  custody_release: {
    recovery: string;
    set: string;
    n: number;
    organisation: string;
    at_organisation: string;
    member: string;
    state: "released" | "refused";
    signed: string | null;
    signature: string | null;
    verify_key: string | null;
    sealed: string | null;
    at: Date;
  };
  badge: {
    id: string;
    organisation: string;
    desk: string;
    number: string;
    pin_salt: string;
    pin_hash: Buffer;
    tries: Generated<number>;
    made_at: Date;
    locked_at: Date | null;
    retired_at: Date | null;
  };
  shift: {
    id: string;
    organisation: string;
    device: string;
    badge: string;
    token_hash: Buffer;
    begun_at: Date;
    ended_at: Date | null;
  };
  index_segment: {
    id: string;
    organisation: string;
    desk: string;
    version: number;
    bytes: Buffer;
    made_at: Date;
  };
  upload_piece: {
    entry: string;
    n: number;
    organisation: string;
    author: string;
    case_id: string;
    bytes: Buffer;
    at: Date;
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
  declined_desks: Generated<string[]>;
}
