import type { Envelope, Referred } from "@threshold/casework";
import type { Inbox } from "@threshold/contract";
import { makeIdentity, open, randomBytes, type SealedPart, sealStory, toBase64 } from "@threshold/sealing";
import {
  inPieces,
  type MadeCaseKey,
  makeCaseKey,
  markerOf,
  openAttachment,
  readRecords,
  sealAttachment,
  sealPerson,
  sealSegment,
} from "@threshold/sealing/content";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sweep } from "../src/jobs/sweep.ts";
import { verifyLog } from "../src/verify/verify.ts";
import {
  enrolPhone,
  type Member,
  makeOrganisation,
  memberOf,
  type Organisation,
  type Writer,
} from "./support/actors.ts";
import { type Answer, ask } from "./support/client.ts";
import { historyFits } from "./support/history.ts";
import { makeChange } from "./support/people.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, newId, opened, referral, send, signed, story } from "./support/writing.ts";

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}
const problem = (answer: Answer) => (answer.body as { name?: string }).name;
const jpeg = (length: number) => new Uint8Array(Array.from({ length }, (_, at) => (at * 31) % 251));

describe("what a desk adds to a case", () => {
  let site: TestSite;
  let police: Organisation;
  let shelter: Organisation;
  let stranger: Organisation;
  let leaving: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    [police, shelter, stranger] = [
      await makeOrganisation(site, { kind: "police" }),
      await makeOrganisation(site, { members: 3 }),
      await makeOrganisation(site),
    ];
    leaving = await makeOrganisation(site, { members: 2 });
    phone = await enrolPhone(site, police);
  });
  afterAll(async () => {
    await historyFits(site);
    await site.close();
  });

  interface Case {
    readonly of: Referred;
    readonly key: MadeCaseKey;
    readonly parents: string[];
  }
  /** Writes an entry that knows the one before. */
  async function add(writer: Writer, made: Case, envelope: object, parts: readonly SealedPart[] = [], id = newId()) {
    writer.seq += 1;
    const whole = {
      ...{ v: 1, id, case: made.of.case, parents: [made.parents.at(-1) ?? made.of.id], author: writer.id },
      ...{ seq: writer.seq, at: `${new Date().toISOString().slice(0, 19)}Z`, sender: writer.at },
      ...{ parts: parts.map((part) => part.note) },
      ...envelope,
    } as unknown as Envelope;
    const along = parts.filter((part) => part.note.name !== "file");
    const sent = await send(writer, await signed(writer, whole, along));
    if (sent.status === 201) made.parents.push(whole.id);
    return { ...sent, id: whole.id };
  }
  /** A case that the shelter accepted and gave its key. */
  async function acceptedCase(team: readonly Member[] | null = null, home = shelter): Promise<Case> {
    const desk = memberOf(home);
    const sent = await referral(phone, { to: home });
    expect((await send(phone, sent)).status).toBe(201);
    const answer = await accepted(desk, sent.envelope);
    expect((await send(desk, answer)).status).toBe(201);
    const recipients = team === null ? null : await Promise.all(team.map((one) => recipientOf(one)));
    const key = good(await makeCaseKey(home.key.recipient, recipients));
    const made: Case = { of: sent.envelope, key, parents: [answer.envelope.id] };
    const members = team === null ? null : team.map((one) => one.id).sort();
    const set = await add(
      desk,
      made,
      { kind: "keyed", recipient: key.recipient, version: 1, team: members },
      key.parts,
    );
    expect([set.status, set.text]).toEqual([201, set.text]);
    return made;
  }
  async function recipientOf(member: Member): Promise<string> {
    const [row] = await site.root("select recipient from threshold.member where id = $1", [member.id]);
    return String(row?.recipient);
  }
  async function purposeOf(member: Member, made: Case): Promise<string> {
    const opening = await opened(member, made.of, [made.parents.at(-1) ?? made.of.id]);
    expect((await send(member, opening)).status).toBe(201);
    return opening.envelope.id;
  }
  async function sealed(made: Case, length: number) {
    return good(await sealAttachment({ name: "ausweis.jpg", bytes: jpeg(length) }, [made.key.recipient]));
  }
  const path = (made: Case, id: string) => `/cases/${made.of.case}/files/${id}`;
  async function upload(member: Member, made: Case, id: string, bytes: Uint8Array, skip: readonly number[] = []) {
    const answers: Answer[] = [];
    for (const [n, piece] of inPieces(bytes).entries()) {
      if (skip.includes(n)) continue;
      answers.push(await ask(member, "PUT", `${path(made, id)}/${n}`, { bytes: toBase64(piece) }));
    }
    return answers;
  }

  it("a file goes in in pieces, goes on after a broken line, and comes out whole with a purpose", async () => {
    const desk = memberOf(shelter);
    const made = await acceptedCase();
    const { part, size } = await sealed(made, 2_300_000);
    const id = newId();
    const entry = () => add(desk, made, { kind: "attached", size }, [part], id);
    for (const answer of await upload(desk, made, id, part.bytes, [1])) expect(answer.status).toBe(200);
    expect((await ask(desk, "GET", path(made, id))).body).toEqual({ have: [0, 2] });
    expect(problem(await entry())).toBe("file-incomplete");
    await upload(desk, made, id, part.bytes, [0, 2]);
    expect((await entry()).status).toBe(201);
    // The pieces are the case's now, and nobody's on the way.
    expect((await ask(desk, "GET", path(made, id))).body).toEqual({ have: [] });

    const colleague = memberOf(shelter, 1);
    expect(problem(await ask(colleague, "GET", `${path(made, id)}/0`))).toBe("purpose-first");
    const opening = await purposeOf(colleague, made);
    expect(problem(await ask(desk, "GET", `${path(made, id)}/0?opening=${opening}`))).toBe("purpose-first");
    const pieces: Buffer[] = [];
    for (let n = 0, of = 1; n < of; n += 1) {
      const answer = await ask(colleague, "GET", `${path(made, id)}/${n}?opening=${opening}`);
      const body = answer.body as { bytes: string; of: number };
      pieces.push(Buffer.from(body.bytes, "base64"));
      of = body.of;
    }
    expect(pieces).toHaveLength(3);
    const file = good(await openAttachment(Buffer.concat(pieces), [made.key.secret], part.note.sha256));
    expect([file.name, Buffer.compare(file.bytes, jpeg(2_300_000))]).toEqual(["ausweis.jpg", 0]);
    expect((await ask(colleague, "GET", `${path(made, id)}/3?opening=${opening}`)).status).toBe(404);
    // Neither the sender nor a stranger learns that there is one.
    for (const other of [memberOf(police), memberOf(stranger)]) {
      expect((await ask(other, "GET", `${path(made, id)}/0?opening=${opening}`)).status).not.toBe(200);
      expect((await ask(other, "GET", path(made, id))).body).toEqual({ have: [] });
    }

    const gone = await add(desk, made, { kind: "erased", of: id, names: ["file"] });
    expect(gone.status).toBe(201);
    expect((await ask(colleague, "GET", `${path(made, id)}/0?opening=${opening}`)).status).toBe(404);
    const [row] = await site.root("select bytes, erased_at from threshold.sealed_part where entry = $1", [id]);
    expect([row?.bytes, row?.erased_at instanceof Date]).toEqual([null, true]);
  });

  it("a file is refused that is not sealed to the case, not the one that was signed for, or not as long as said", async () => {
    const desk = memberOf(shelter);
    const made = await acceptedCase();
    const other = await makeIdentity();
    const [right, wrong] = [
      await sealed(made, 1000),
      good(await sealAttachment({ name: "x", bytes: jpeg(10) }, [other.recipient])),
    ];
    const tries: [string, Uint8Array, SealedPart, number][] = [
      ["no-key", wrong.part.bytes, wrong.part, 1],
      ["file-incomplete", wrong.part.bytes, right.part, 1],
      ["part-mismatch", right.part.bytes, right.part, 2],
    ];
    for (const [why, bytes, part, size] of tries) {
      const id = newId();
      await upload(desk, made, id, bytes);
      expect(problem(await add(desk, made, { kind: "attached", size }, [part], id))).toBe(why);
    }
    const clear = new TextEncoder().encode("not sealed at all");
    const id = newId();
    await upload(desk, made, id, clear);
    const { sha256Hex } = await import("@threshold/sealing");
    const note = { ...right.part.note, sha256: await sha256Hex(clear) };
    expect(problem(await add(desk, made, { kind: "attached", size: 1 }, [{ ...right.part, note }], id))).toBe(
      "part-not-sealed",
    );
  });

  it("pieces come only from whoever may add to the case, few at a time, and are forgotten after a day", async () => {
    const made = await acceptedCase();
    const piece = { bytes: toBase64(randomBytes(100)) };
    for (const other of [memberOf(police), memberOf(stranger)]) {
      expect((await ask(other, "PUT", `${path(made, newId())}/0`, piece)).status).toBe(404);
    }
    const colleague = memberOf(shelter, 2);
    const ids = [newId(), newId(), newId()];
    for (const id of ids) expect((await ask(colleague, "PUT", `${path(made, id)}/0`, piece)).status).toBe(200);
    // A fourth takes the place of the oldest: files that nobody finishes do not lock her out.
    expect((await ask(colleague, "PUT", `${path(made, newId())}/0`, piece)).status).toBe(200);
    expect((await ask(colleague, "GET", path(made, ids[0] ?? ""))).body).toEqual({ have: [] });
    expect((await ask(colleague, "GET", path(made, ids[2] ?? ""))).body).toEqual({ have: [0] });
    expect(problem(await ask(colleague, "PUT", `${path(made, ids[2] ?? "")}/16`, piece))).toBe("too-large");
    expect(problem(await ask(colleague, "PUT", `${path(made, ids[2] ?? "")}/1`, { bytes: "" }))).toBe("bad-request");
    const long = { bytes: toBase64(new Uint8Array(2 ** 20 + 3)) };
    expect((await ask(colleague, "PUT", `${path(made, ids[2] ?? "")}/1`, long)).status).toBeGreaterThanOrEqual(400);
    const waiting = async () => (await site.root("select 1 from threshold.upload_piece")).length;
    expect(await waiting()).toBeGreaterThan(0);
    await sweep({ ...site.house, clock: () => new Date(Date.now() + 25 * 3_600_000) });
    expect(await waiting()).toBe(0);
  });

  it("names go in sealed to the case and come out with a purpose; a team keeps others out until they break the glass", async () => {
    const [desk, colleague, third] = [memberOf(shelter), memberOf(shelter, 1), memberOf(shelter, 2)];
    const made = await acceptedCase([desk, colleague]);
    const person = { v: 1, names: ["Інвента"], birth: "1998-03-12", documents: [] } as const;
    const part = good(await sealPerson(person, [made.key.recipient]));
    const noted = await add(colleague, made, { kind: "noted" }, [part]);
    expect(noted.status).toBe(201);
    const notes = (who: Member, opening: string) => ask(who, "GET", `/cases/${made.of.case}/notes?opening=${opening}`);
    expect(problem(await notes(desk, newId()))).toBe("purpose-first");
    const body = (await notes(desk, await purposeOf(desk, made))).body as { notes: { entry: string; bytes: string }[] };
    expect(body.notes).toEqual([{ entry: noted.id, bytes: toBase64(part.bytes) }]);

    expect(problem(await add(third, made, { kind: "noted" }, [part]))).toBe("team-only");
    expect((await ask(third, "PUT", `${path(made, newId())}/0`, { bytes: "AAAA" })).status).toBe(404);
    expect(problem(await notes(third, newId()))).toBe("team-only");
    const parts = async (who: Member) =>
      ((await ask(who, "GET", `/cases/${made.of.case}`)).body as { parts: { name: string }[] }).parts.map(
        (one) => one.name,
      );
    expect(await parts(third)).toEqual(["card"]);
    expect((await add(third, made, { kind: "broke-glass", reason: "missing", hours: 1 })).status).toBe(201);
    expect((await parts(third)).sort()).toEqual(["card", "glass"]);
    expect((await notes(third, await purposeOf(third, made))).status).toBe(200);
    // Everybody of the desk sees it; the sender does not.
    const kinds = async (who: Member) =>
      ((await ask(who, "GET", `/cases/${made.of.case}`)).body as { entries: { envelope: Envelope }[] }).entries.map(
        (one) => one.envelope.kind,
      );
    expect(await kinds(colleague)).toContain("broke-glass");
    expect(await kinds(memberOf(police))).toEqual(["referred"]);
  });

  it("names that newer ones under the key in force replaced are erased, and nothing else of them", async () => {
    const desk = memberOf(shelter);
    const made = await acceptedCase();
    const person = { v: 1, names: ["Інвента"], birth: null, documents: [] } as const;
    const [first, second] = [
      good(await sealPerson(person, [made.key.recipient])),
      good(await sealPerson(person, [made.key.recipient])),
    ];
    const one = await add(desk, made, { kind: "noted" }, [first]);
    const erase = (id: string) => add(desk, made, { kind: "erased", of: id, names: ["person"] });
    expect(problem(await erase(one.id))).toBe("not-erasable");
    const next = good(await makeCaseKey(shelter.key.recipient, null));
    const set = { kind: "keyed", recipient: next.recipient, version: 2, team: null };
    expect((await add(desk, made, set, next.parts)).status).toBe(201);
    expect(problem(await add(desk, made, { kind: "noted" }, [second]))).toBe("no-key");
    const anew = good(await sealPerson(person, [next.recipient]));
    const other = await add(desk, made, { kind: "noted" }, [anew]);
    expect(problem(await erase(other.id))).toBe("not-erasable");
    expect((await erase(one.id)).status).toBe(201);
    const [row] = await site.root("select bytes from threshold.sealed_part where entry = $1", [one.id]);
    expect(row?.bytes).toBeNull();
    const notes = await ask(desk, "GET", `/cases/${made.of.case}/notes?opening=${await purposeOf(desk, made)}`);
    expect(notes.body).toEqual({ notes: [{ entry: other.id, bytes: toBase64(anew.bytes) }] });
    const { keys } = site.house;
    expect(await verifyLog(site.source, keys.verifyKey)).toMatchObject({ ok: true });
    // The names that stand, taken away by hand: nobody had a right to that.
    await site.root("update threshold.sealed_part set bytes = null, erased_at = now() where entry = $1", [other.id]);
    expect(await verifyLog(site.source, keys.verifyKey)).toMatchObject({ why: "part-erased", about: other.id });
    await site.root("update threshold.sealed_part set bytes = $2, erased_at = null where entry = $1", [
      other.id,
      Buffer.from(anew.bytes),
    ]);
  });

  it("what is sealed to a key that somebody who left can open is refused; whoever is there sets the next one", async () => {
    const [desk, second] = [memberOf(leaving), memberOf(leaving, 1)];
    const person = { v: 1, names: ["Інвента"], birth: null, documents: [] } as const;
    const whole = await acceptedCase(null, leaving);
    const few = await acceptedCase([desk, second], leaving);
    const note = async (made: Case, recipient = made.key.recipient) =>
      add(desk, made, { kind: "noted" }, [good(await sealPerson(person, [recipient]))]);
    for (const made of [whole, few]) expect((await note(made)).status).toBe(201);
    const home = leaving.desk.desk;
    const change = await makeChange(desk, { leaving: second.id, rotate: [home] });
    const left = await ask(desk, "POST", `/members/${second.id}/end`, { change });
    expect([left.status, left.text]).toEqual([200, left.text]);
    for (const made of [whole, few]) expect(problem(await note(made))).toBe("key-old");
    const now = String(change.desks[0]?.recipient);
    for (const [made, team] of [
      [whole, null],
      [few, [desk]],
    ] as const) {
      const recipients = team === null ? null : await Promise.all(team.map(recipientOf));
      const next = good(await makeCaseKey(now, recipients));
      const members = team?.map((one) => one.id) ?? null;
      const set = await add(
        desk,
        made,
        { kind: "keyed", recipient: next.recipient, version: 2, team: members },
        next.parts,
      );
      expect([set.status, set.text]).toEqual([201, set.text]);
      expect((await note(made, next.recipient)).status).toBe(201);
    }
  });

  it("found cases are named to whoever may see them, however many came since, and no others", async () => {
    const [one, other] = [await acceptedCase(), await acceptedCase(null, stranger)];
    const cases = [one.of.case, other.of.case, crypto.randomUUID()];
    const found = (who: Member, wanted: readonly string[] = cases) =>
      ask(who, "POST", "/inbox/found", { cases: wanted });
    const lines = async (who: Member) =>
      ((await found(who)).body as { lines: { case: string; reference: string }[] }).lines.map((line) => line.reference);
    expect(await lines(memberOf(shelter, 1))).toEqual([one.of.reference]);
    expect(await lines(memberOf(stranger))).toEqual([other.of.reference]);
    for (const who of [memberOf(police), memberOf(leaving)]) expect(await lines(who)).toEqual([]);
    const many = Array.from({ length: 51 }, () => crypto.randomUUID() as string);
    expect(problem(await found(memberOf(shelter), many))).toBe("bad-request");
    // Five hundred that came later do not hide it: the inbox has it on its second page.
    await site.root(
      `insert into threshold.referral (case_id, entry, reference, author, sender_organisation, sender_desk, receiver_organisation, receiver_desk,
         urgency, child, received_at, due, status, holder_desk)
       select gen_random_uuid(), overlay(gen_random_uuid()::text placing '7' from 15)::uuid,
         'ZZZZ-' || translate(lpad(n::text, 4, 'Z'), '01', 'AB') || '-Z', author, sender_organisation, sender_desk, receiver_organisation, receiver_desk,
         urgency, child, received_at + interval '1 day', due, status, holder_desk
       from threshold.referral, generate_series(1, 500) n where case_id = $1`,
      [one.of.case],
    );
    const first = await ask(memberOf(shelter), "GET", "/inbox?box=all");
    const { lines: page, next, counts } = first.body as Inbox;
    expect(page.length).toBe(500);
    expect(counts?.all).toBeGreaterThan(500);
    expect(first.text).not.toContain(one.of.reference);
    const second = await ask(memberOf(shelter), "GET", `/inbox?box=all&after=${next}`);
    expect(second.text).toContain(one.of.reference);
    expect(second.body).toMatchObject({ counts: null, next: null });
    for (const wrong of [
      "after=x",
      `box=mine&after=${next}`,
      "since=yesterday",
      "box=all&since=2026-11-02T12:00:00.000Z",
    ])
      expect(problem(await ask(memberOf(shelter), "GET", `/inbox?${wrong}`))).toBe("bad-request");
    expect(await lines(memberOf(shelter))).toEqual([one.of.reference]);
    await site.root("delete from threshold.referral where reference like 'ZZZZ-%'");
  });

  it("pieces of a file are taken where the entry that names it would be: not before the case has a key", async () => {
    const sent = await referral(phone, { to: shelter });
    expect((await send(phone, sent)).status).toBe(201);
    const desk = memberOf(shelter);
    const piece = () => ask(desk, "PUT", `/cases/${sent.envelope.case}/files/${newId()}/0`, { bytes: "AAAA" });
    expect((await piece()).status).toBe(404);
    expect((await send(desk, await accepted(desk, sent.envelope))).status).toBe(201);
    expect(problem(await piece())).toBe("no-key");
  });

  it("a story sealed anew takes the place of the first, whose bytes the server forgets", async () => {
    const desk = memberOf(shelter);
    const made = await acceptedCase([desk]);
    const again = good(await sealStory(story, [made.key.recipient]));
    const early = await add(desk, made, { kind: "erased", of: made.of.id, names: ["story"] });
    expect(problem(early)).toBe("not-erasable");
    const resealed = await add(desk, made, { kind: "resealed", of: made.of.id }, [again]);
    expect(resealed.status).toBe(201);
    expect((await add(desk, made, { kind: "erased", of: made.of.id, names: ["story"] })).status).toBe(201);
    const opening = await purposeOf(desk, made);
    const answer = await ask(desk, "GET", `/cases/${made.of.case}/story?opening=${opening}`);
    expect(answer.body).toEqual({ entry: resealed.id, bytes: toBase64(again.bytes) });
    const [row] = await site.root("select bytes from threshold.sealed_part where entry = $1 and name = 'story'", [
      made.of.id,
    ]);
    expect(row?.bytes).toBeNull();
    // The log still verifies: whoever may erase it did.
    const { keys } = site.house;
    expect(await verifyLog(site.source, keys.verifyKey)).toMatchObject({ ok: true, erased: 3 });
  });
});

describe("the sealed index of a desk", () => {
  let site: TestSite;
  let shelter: Organisation;
  let stranger: Organisation;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    [shelter, stranger] = [await makeOrganisation(site, { members: 2 }), await makeOrganisation(site)];
  });
  afterAll(() => site.close());

  const path = () => `/desks/${shelter.desk.desk}/index`;
  async function segment(term: string, replaces: readonly string[] = []) {
    const marker = await markerOf(shelter.key.secret);
    const record = { case: crypto.randomUUID() as string, marks: await marker.marks([term]) };
    const bytes = toBase64(good(await sealSegment([record], shelter.key.recipient)));
    return { id: crypto.randomUUID() as string, version: 1, bytes, replaces };
  }
  const lines = async (who: Member) =>
    ((await ask(who, "GET", path())).body as { segments?: { id: string; version: number }[] }).segments;

  it("is kept and handed out as it is, to whoever works there", async () => {
    const [desk, colleague, other] = [memberOf(shelter), memberOf(shelter, 1), memberOf(stranger)];
    const one = await segment("name zvenyslava");
    expect((await ask(desk, "POST", path(), one)).status).toBe(200);
    // Sent again where the line broke: it is there once.
    expect((await ask(desk, "POST", path(), one)).status).toBe(200);
    expect(await lines(colleague)).toMatchObject([{ id: one.id, version: 1 }]);
    const read = (await ask(colleague, "GET", `${path()}/${one.id}`)).body as { bytes: string };
    const bytes = good(await open(new Uint8Array(Buffer.from(read.bytes, "base64")), [shelter.key.secret]));
    expect(readRecords(bytes)).toHaveLength(1);
    expect((await ask(other, "GET", path())).status).toBe(404);
    expect((await ask(other, "GET", `${path()}/${one.id}`)).status).toBe(404);
    expect((await ask(other, "POST", path(), await segment("name x"))).status).toBe(404);
    // Row-level security by itself: not even another desk of the same organisation.
    const { asActor } = await import("../src/database/scope.ts");
    const elsewhere = { kind: "member", id: desk.id, organisation: shelter.id, roles: ["caseworker"] } as const;
    const seen = (desks: readonly string[]) =>
      asActor(
        site.house.db,
        site.house.clock,
        { ...elsewhere, desks: desks.map((id) => ({ organisation: shelter.id, desk: id })) },
        (scope) => scope.selectFrom("index_segment").select("id").execute(),
      );
    expect(await seen([stranger.desk.desk])).toEqual([]);
    expect(await seen([shelter.desk.desk])).toHaveLength(1);
  });

  it("is put together by one browser at a time, and by nothing but a sealed file under a key of the desk", async () => {
    const desk = memberOf(shelter);
    const ids = (await lines(desk))?.map((line) => line.id) ?? [];
    const whole = await segment("name zvenyslava", ids);
    expect((await ask(desk, "POST", path(), whole)).status).toBe(200);
    expect((await lines(desk))?.map((line) => line.id)).toEqual([whole.id]);
    const late = await ask(desk, "POST", path(), await segment("name x", ids));
    expect(problem(late)).toBe("index-changed");
    expect((await lines(desk))?.map((line) => line.id)).toEqual([whole.id]);
    // A colleague's came after it meanwhile: put together now, hers would lie before what it follows.
    expect((await ask(memberOf(shelter, 1), "POST", path(), await segment("name y"))).status).toBe(200);
    expect(problem(await ask(desk, "POST", path(), await segment("name z", [whole.id])))).toBe("index-changed");
    const clear = { ...(await segment("x")), bytes: toBase64(new TextEncoder().encode("Zvenyslava")) };
    expect(problem(await ask(desk, "POST", path(), clear))).toBe("part-not-sealed");
    expect(problem(await ask(desk, "POST", path(), { ...(await segment("x")), version: 2 }))).toBe("recipient-wrong");
  });
});
