import type { Connection } from "../../apps/server/src/database/connect.ts";

/** What is loaded: so many organisations with a desk and a member each, and so many cases between them. */
export interface Size {
  readonly organisations: number;
  readonly cases: number;
}

/** Of ten cases one waits, one is declined, eight are worked on: 1 + 2 + 8 × 5 envelopes. */
export const envelopesOfTen = 43;

/** Ids that every statement below makes the same way. */
const id = (name: string, n: string) => `md5('${name} ' || ${n})::uuid`;
const uuid7 = (name: string, n: string) =>
  `overlay(overlay(md5('${name} ' || ${n}) placing '7' from 13) placing '8' from 17)::uuid`;
const hash = (name: string, n: string) => `md5('${name} ' || ${n}) || md5('${name} more ' || ${n})`;
const signature = (n: string) => `left(repeat(md5('signed ' || ${n}), 3), 86)`;
const reference =
  "regexp_replace(translate(upper(left(md5('reference ' || n), 9)), '01', 'XY'), '(....)(....)(.)', '\\1-\\2-\\3')";
const urgency = "(array['now', 'today', 'usual'])[1 + n % 3]";
const recipient = "'age1' || repeat('q', 58)";
/** A sealed card is padded to 4 KiB: so many bytes as one of ours. */
const card = (n: string) => `decode(repeat(md5('card ' || ${n}), 270), 'hex')`;

/**
 * Cases as the server keeps them, made by the database itself: every row and index that a real one has, envelopes of the shape that is signed,
 * hashes and signatures that are none. Nobody verifies or opens these.
 */
export async function fill(client: Connection, { organisations, cases }: Size): Promise<void> {
  const all = `generate_series(1, ${cases}) n`;
  const run = (statement: string) => client.query(statement);
  await run("set session_replication_role = replica");
  await run("set synchronous_commit = off");
  await run("set maintenance_work_mem = '512MB'");
  const homes = `generate_series(0, ${organisations - 1}) o`;
  await run(`insert into organisation (id, name, kind, invented, made_at)
    select ${id("organisation", "o")}, 'Invented ' || o, 'shelter', true, now() from ${homes}`);
  await run(
    `insert into desk (id, organisation, name) select ${id("desk", "o")}, ${id("organisation", "o")}, 'Desk ' || o from ${homes}`,
  );
  await run(`insert into desk_key (desk, version, organisation, recipient, made_at)
    select ${id("desk", "o")}, 1, ${id("organisation", "o")}, ${recipient} || o, now() from ${homes}`);
  await run(`insert into member (id, organisation, handle, handle_key, name, roles, kdf, proof_hash, recipient, verify_key, bundle, made_at)
    select ${id("member", "o")}, ${id("organisation", "o")}, 'm' || o, 'm' || o, 'Invented', '{caseworker}', '{}', decode(md5('a') || md5('b'), 'hex'),
      ${recipient}, 'x', 'x', now() from ${homes}`);
  await run(`insert into desk_key_wrap (desk, version, member, organisation, wrapped)
    select ${id("desk", "o")}, 1, ${id("member", "o")}, ${id("organisation", "o")}, 'x' from ${homes}`);
  const home = {
    sender: `(n * 7 + 3) % ${organisations}`,
    receiver: `(n / 10) % ${organisations}`,
    second: `(n / 10 + 1 + n % ${organisations - 1}) % ${organisations}`,
  };
  const status = "case n % 10 when 0 then 'waiting' when 1 then 'declined' else 'accepted' end";
  // Over two years, up to a moment ago; what waits is of the last day.
  const came = `date_trunc('second', now() - case when n % 10 = 0 then (n % 1400) * interval '1 minute' else (n % 1051200) * interval '1 minute' end)`;
  await run(`insert into referral (case_id, entry, reference, author, sender_organisation, sender_desk, receiver_organisation, receiver_desk,
      fallback_organisation, fallback_desk, urgency, child, received_at, due, status, holder_desk, fallback_from, declined_desks)
    select ${id("case", "n")}, ${uuid7("referred", "n")}, ${reference}, ${id("device", home.sender)}, ${id("organisation", home.sender)},
      ${id("desk", home.sender)}, ${id("organisation", home.receiver)}, ${id("desk", home.receiver)},
      ${id("organisation", home.second)}, ${id("desk", home.second)}, ${urgency}, n % 5 = 0,
      ${came}, ${came} + interval '1 day', ${status}, case when n % 10 = 1 then ${id("desk", home.sender)} else ${id("desk", home.receiver)} end,
      case when n % 10 < 2 then ${came} + interval '1 day' end,
      case when n % 10 = 1 then array[${id("desk", home.receiver)}] else '{}' end
    from ${all}`);
  const address = (at: string) =>
    `jsonb_build_object('desk', ${id("desk", at)}, 'organisation', ${id("organisation", at)})`;
  const part = (name: string) =>
    `jsonb_build_array(jsonb_build_object('name', '${name}', 'recipients', jsonb_build_array(${recipient}), 'sha256', ${hash("part", "n")}))`;
  const says: Readonly<Record<string, string>> = {
    referred: `'receiver', ${address(home.receiver)}, 'fallback', ${address(home.second)}, 'reference', ${reference}, 'urgency', ${urgency},
      'child', n % 5 = 0, 'answerWithin', 1440, 'parts', ${part("card")},
      'basis', jsonb_build_object('code', 'consent', 'purpose', 'assistance', 'recipients', jsonb_build_array(${id("desk", home.receiver)}, ${id("desk", home.second)}))`,
    declined: `'onward', null, 'parts', ${part("answer")}`,
    opened: `'of', ${uuid7("referred", "n")}, 'purpose', 'answer', 'parts', '[]'::jsonb`,
    accepted: `'how', 'desk', 'agreedAt', null, 'parts', '[]'::jsonb`,
    recorded: `'nextDue', '2026-12-01', 'owner', ${id("member", home.receiver)}, 'parts', ${part("record")}`,
  };
  // Each kind in its place of the case, and again where a case has it twice.
  const entries = [
    ["referred", "true"],
    ["declined", "n % 10 = 1"],
    ...["opened", "accepted", "recorded", "recorded"].map((kind) => [kind, "n % 10 > 1"] as const),
  ] as const;
  for (const [place, [kind, which]] of entries.entries()) {
    const [at, who] = kind === "referred" ? [home.sender, "device"] : [home.receiver, "member"];
    const own = place === 0 ? uuid7("referred", "n") : uuid7(`entry ${place}`, "n");
    const parents = place === 0 ? "'[]'::jsonb" : `jsonb_build_array(${uuid7("referred", "n")})`;
    await run(`insert into entry (id, case_id, kind, author, seq, sender_organisation, sender_desk, envelope, signature, verify_key, written_by, received_at)
      select ${own}, ${id("case", "n")}, '${kind}', ${id(who, at)}, n * 6 + ${place}, ${id("organisation", at)}, ${id("desk", at)},
        jsonb_build_object('v', 1, 'id', ${own}, 'case', ${id("case", "n")}, 'kind', '${kind}', 'author', ${id(who, at)}, 'seq', n * 6 + ${place},
          'at', '2026-11-20T10:00:00Z', 'parents', ${parents}, 'sender', ${address(at)}, ${says[kind]})::text,
        ${signature("n")}, ${signature("n")}, 'Invented', ${came} + ${place} * interval '1 minute'
      from ${all} where ${which}`);
  }
  await run(`insert into receipt (n, entry, entry_hash, previous, hash, signature, at)
    select row_number() over (), e.id, ${hash("entry", "e.id")}, ${hash("before", "e.id")}, ${hash("receipt", "e.id")}, ${signature("e.id")}, '2026-11-20T10:00:00Z'
    from entry e`);
  await run(`insert into sealed_part (entry, name, case_id, sha256, bytes)
    select ${uuid7("referred", "n")}, 'card', ${id("case", "n")}, ${hash("part", "n")}, ${card("n")} from ${all}`);
  await run(`insert into case_care (case_id, desk, next_due, owner, closed, changed_at)
    select ${id("case", "n")}, ${id("desk", home.receiver)}, to_char(now() + (n % 60) * interval '1 day', 'YYYY-MM-DD'), ${id("member", home.receiver)},
      n % 10 > 5, ${came} + interval '4 minutes' from ${all} where n % 10 > 1`);
  await run("vacuum analyze");
}

/** The n-th organisation, as `fill` made it. */
export const homeOf = `select ${id("member", "$1::int")} as member, ${id("organisation", "$1::int")} as organisation, ${id("desk", "$1::int")} as desk`;
