import type { Connection } from "../database/connect.ts";

export interface NetworkRow {
  readonly version: number;
  readonly hash: string;
  readonly body: string;
  readonly signed: string;
  readonly issued_at: Date;
  readonly expires_at: Date;
}
export interface OrganisationRow {
  readonly organisation: string;
  readonly version: number;
  readonly hash: string;
  readonly signed: string;
}
export interface CertificateRow {
  readonly hash: string;
  readonly organisation: string;
  readonly subject: string;
  readonly subject_id: string;
  readonly verify_key: string;
  readonly signed: string;
}

/** What the root said, oldest first. A statement names every organisation: a few at a time. */
export async function* readNetwork(client: Connection): AsyncGenerator<NetworkRow> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<NetworkRow>(
      "select version, hash, body, signed, issued_at, expires_at from network_statement where version > $1 order by version limit 10",
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.version;
  }
}

/** What organisations said: one after the other, each oldest first. */
export async function* readOrganisations(client: Connection): AsyncGenerator<OrganisationRow> {
  for (let after: readonly [string, number] = [nobody, 0]; ; ) {
    const { rows } = await client.query<OrganisationRow>(
      `select organisation, version, hash, signed from organisation_statement where (organisation, version) > ($1, $2)
       order by organisation, version limit 100`,
      [...after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.organisation, last.version];
  }
}

export async function* readCertificates(client: Connection): AsyncGenerator<CertificateRow> {
  for (let after = ""; ; ) {
    const { rows } = await client.query<CertificateRow>(
      "select hash, organisation, subject, subject_id, verify_key, signed from certificate where hash > $1 order by hash limit 500",
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.hash;
  }
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** An entry beside which somebody else's certificate lies. */
export async function findMiscertified(client: Connection): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select e.id from entry e join certificate c on c.hash = e.certificate
     where c.subject_id <> e.author or c.verify_key <> e.verify_key or c.organisation <> e.sender_organisation order by e.id limit 1`,
  );
  return rows[0]?.id ?? null;
}

/**
 * An entry whose signature was put anew with a key that is none of its author's: receipts bind what was signed, not with which key. A phone
 * has one key; a member's are certified, but for the one she has just made and what she wrote before the first.
 */
export async function findRekeyed(client: Connection): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select e.id from entry e
     where e.kind <> 'passed-on'
       and not exists (select from certificate c where c.subject_id = e.author and c.verify_key = e.verify_key)
       and not exists (select from member m where m.id = e.author and m.verify_key = e.verify_key)
       and not exists (select from device d where d.id = e.author and d.verify_key = e.verify_key)
       and (exists (select from device d where d.id = e.author)
            or exists (select from certificate c where c.subject_id = e.author and c.issued_at <= e.received_at))
     order by e.id limit 1`,
  );
  return rows[0]?.id ?? null;
}

/** The newest statement of the root; null where there is none yet. */
export async function lastNetwork(client: Connection): Promise<{ readonly n: number; readonly hash: string } | null> {
  const { rows } = await client.query<{ n: number; hash: string }>(
    "select version as n, hash from network_statement order by version desc limit 1",
  );
  return rows[0] ?? null;
}
