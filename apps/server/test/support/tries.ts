import type { Person, World } from "../../../../packages/casework/test/model/world.ts";
import { at, type Cast, type Moments } from "./moments.ts";

/** Something that somebody might write, past all of our own code. */
export interface Try {
  readonly by: Person;
  readonly says: string;
  readonly statement: string;
  readonly let: boolean;
}

const quoted = (...values: unknown[]) => values.map((value) => (value === null ? "null" : `'${value}'`)).join(", ");

/** Rows of the tables over cases as plain SQL puts them there. */
export function insertsOf(world: World) {
  const to = world.desks[2];
  const entry = (
    kind: string,
    author: string,
    sender: Person | (typeof world.desks)[number],
    caseId: string,
    envelope = "{}",
  ) => {
    const { organisation, desk } = "desks" in sender ? (sender.desks[0] ?? { organisation: "", desk: "" }) : sender;
    const id = world.newId();
    const received = new Date(at(-5)).toISOString();
    const values = quoted(id, caseId, kind, author, 900_000, organisation, desk, envelope, "x", "x", received);
    return {
      id,
      statement: `insert into entry (id, case_id, kind, author, seq, sender_organisation, sender_desk, envelope, signature, verify_key, received_at) values (${values})`,
    };
  };
  const segment = (organisation = "", desk = "") => {
    const id = world.newId();
    return {
      id,
      statement: `insert into index_segment values (${quoted(id)}, default, ${quoted(organisation, desk)}, 1, '', now())`,
    };
  };
  const piece = (organisation: string | null, author: string, caseId: string) => {
    const id = world.newId();
    return {
      id,
      statement: `insert into upload_piece values (${quoted(id)}, 0, ${quoted(organisation, author, caseId)}, '', now())`,
    };
  };

  const views = (organisation: string | null, member: string) => ({
    id: member,
    statement: `insert into kept_views values (${quoted(member, organisation)}, '', now())`,
  });
  const telling = (organisation: string | null, member: string) => ({
    id: member,
    statement: `insert into telling (organisation, member, mail_how, digest_at, zone, urgent_anyway)
      values (${quoted(organisation, member)}, 'none', '08:00', 'Etc/UTC', true)`,
  });
  const browser = (organisation: string | null, member: string) => {
    const id = world.newId();
    return {
      id,
      statement: `insert into push_subscription (id, organisation, member, endpoint, p256dh, auth, made_at)
        values (${quoted(id, organisation, member, id, "x", "x")}, now())`,
    };
  };
  const notice = (organisation: string | null, member: string, caseId: string) => {
    const id = world.newId();
    return {
      id,
      statement: `insert into notice (id, organisation, member, kind, case_id, reference, about, urgent, at)
        values (${quoted(id, organisation, member, "answered", caseId, "x", id, false)}, now())`,
    };
  };

  const referral = (author: string, organisation = "", desk = "") => {
    const values = quoted(world.newId(), world.newId(), "x", author, organisation, desk, to?.organisation, to?.desk);
    return {
      statement: `insert into referral (case_id, entry, reference, author, sender_organisation, sender_desk, receiver_organisation, receiver_desk,
        urgency, child, received_at, due, status) values (${values}, 'now', false, now(), now(), 'waiting')`,
    };
  };
  const part = (of: string, caseId: string) => ({
    statement: `insert into sealed_part (entry, name, case_id, sha256, bytes) values (${quoted(of, "file", caseId, "x", "x")})`,
  });
  const receipt = (of: string) => ({
    statement: `insert into receipt values (900000, ${quoted(of, "x", "x", "x", "x", "x")})`,
  });
  const team = (caseId: string) => ({ statement: `insert into case_team values (${quoted(caseId)}, null)` });
  return { entry, segment, piece, telling, views, browser, notice, referral, part, receipt, team };
}

/** What each policy on writing lets in, and the same with one thing wrong. */
export function triesOf(world: World, cast: Cast, moments: Moments): Try[] {
  const { waiting, foreign, accepted, keyed, ownDesk, entries } = moments;
  const { entry, segment, piece, telling, browser, notice, referral, part, receipt, team } = insertsOf(world);
  const { phone } = cast;
  const first = cast["the receiver's first"];
  const next = cast["the receiver's second"];
  const officer = cast["the sender's officer"];
  const rapporteur = cast["the sender's rapporteur"];
  const stranger = cast["a stranger"];
  const [home, beside, receiver, second] = world.desks;
  const one = (by: Person, says: string, { statement }: { statement: string }, may = false): Try => ({
    by,
    says,
    statement,
    let: may,
  });
  const server = cast["the server"];
  const there = (desk: typeof home) => desk ?? { organisation: "", desk: "" };
  return [
    one(phone, "refers", referral(phone.id, home?.organisation, home?.desk), true),
    one(phone, "refers in another's name", referral(officer.id, home?.organisation, home?.desk)),
    one(officer, "refers", referral(officer.id, home?.organisation, home?.desk), true),
    one(officer, "refers in another's name", referral(phone.id, home?.organisation, home?.desk)),
    one(officer, "refers from another desk", referral(officer.id, beside?.organisation, beside?.desk)),
    one(officer, "refers for another organisation", referral(officer.id, receiver?.organisation, home?.desk)),
    one(rapporteur, "refers", referral(rapporteur.id, home?.organisation, home?.desk)),

    one(phone, "takes back", entry("withdrawn", phone.id, phone, waiting.model.id), true),
    one(first, "adds to a case", entry("noted", first.id, first, keyed.model.id), true),
    one(first, "says that the time has passed", entry("passed-on", first.id, first, keyed.model.id)),
    one(first, "adds in another's name", entry("noted", next.id, first, keyed.model.id)),
    one(
      first,
      "adds from another desk",
      entry("noted", first.id, { ...there(receiver), desk: there(second).desk }, keyed.model.id),
    ),
    one(
      first,
      "adds for another organisation",
      entry("noted", first.id, { ...there(receiver), organisation: there(second).organisation }, keyed.model.id),
    ),
    one(first, "adds to a case she has no part in", entry("noted", first.id, first, foreign.model.id)),
    one(
      server,
      "says that the time has passed",
      entry("passed-on", server.id, there(receiver), waiting.model.id),
      true,
    ),
    one(server, "adds to a case", entry("noted", server.id, there(home), waiting.model.id)),

    one(first, "brings a sealed part", part(entries.answer, accepted.model.id), true),
    one(first, "brings a part to another's entry", part(entries.purpose, accepted.model.id)),
    one(first, "brings a part to another case", part(entries.answer, keyed.model.id)),
    one(first, "writes a receipt", receipt(entries.answer), true),
    one(stranger, "writes a receipt", receipt(entries.answer)),

    one(first, "sets a team", team(accepted.model.id), true),
    one(cast["the second desk"], "sets the receiver's team", team(keyed.model.id)),
    one(officer, "sets a team", team(ownDesk.model.id)),
    ...Object.values(cast).map((by) =>
      one(by, "changes referrals", { statement: "update referral set passed_on_at = null" }, true),
    ),

    one(first, "adds to the index", segment(receiver?.organisation, receiver?.desk), true),
    one(first, "adds to another's index", segment(receiver?.organisation, second?.desk)),
    one(first, "adds to the index for another organisation", segment(home?.organisation, receiver?.desk)),
    one(first, "sends a piece of a file", piece(first.organisation, first.id, keyed.model.id), true),
    one(first, "sends a piece in another's name", piece(first.organisation, next.id, keyed.model.id)),
    one(first, "chooses how she is told", telling(first.organisation, first.id), true),
    one(first, "chooses for another", telling(first.organisation, next.id)),
    one(first, "chooses for another organisation", telling(home?.organisation ?? null, first.id)),
    one(first, "adds a browser", browser(first.organisation, first.id), true),
    one(first, "adds a browser for another", browser(first.organisation, next.id)),
    one(first, "adds a browser for another organisation", browser(home?.organisation ?? null, first.id)),
    one(first, "tells herself", notice(first.organisation, first.id, keyed.model.id)),
    one(first, "sends a piece for another organisation", piece(home?.organisation ?? null, first.id, keyed.model.id)),
  ];
}
