import type { InboxLine } from "@threshold/contract";
import { describe, expect, it } from "vitest";
import { arrived, inOrder, matching } from "../src/desk/inbox/lines.ts";
import { hrefOf, readRoute } from "../src/desk/route.ts";

const line = (entry: string, rest: Partial<InboxLine> = {}): InboxLine => ({
  case: `00000000-0000-4000-8000-00000000000${entry}`,
  entry,
  reference: "K7QM-4M2X-9",
  urgency: "usual",
  child: false,
  status: "waiting",
  sender: { organisation: "00000000-0000-4000-8000-000000000000", name: "Invented station" },
  receivedAt: "2026-11-02T12:00:00.000Z",
  due: "2026-11-02T13:00:00.000Z",
  asFallback: false,
  box: "waiting",
  nextDue: null,
  owner: null,
  closed: false,
  openSteps: false,
  ...rest,
});
const entries = (lines: readonly InboxLine[]) => lines.map((one) => one.entry);

describe("the inbox", () => {
  it("puts danger now first, then what is due first, and what is answered last, newest first", () => {
    const lines = [
      line("1", { status: "accepted", urgency: "now", receivedAt: "2026-11-01T12:00:00.000Z" }),
      line("2", { due: "2026-11-02T13:30:00.000Z" }),
      line("3", { status: "declined", receivedAt: "2026-11-02T11:00:00.000Z" }),
      line("4", { urgency: "now", due: "2026-11-03T13:00:00.000Z" }),
      line("5", { status: "passed-on", due: "2026-11-02T12:30:00.000Z" }),
      line("6", { urgency: "today", due: "2026-11-04T12:30:00.000Z" }),
    ];
    expect(entries(inOrder(lines))).toEqual(["4", "6", "5", "2", "3", "1"]);
    expect(entries(inOrder([...lines].reverse()))).toEqual(["4", "6", "5", "2", "3", "1"]);
  });

  it("finds a reference however it is typed, and everything where nothing is typed", () => {
    const lines = [line("1"), line("2", { reference: "AAAA-4444-C" })];
    for (const typed of ["k7qm4m2x9", "K7QM 4M2X 9", " 7qm-4m ", "K7QM–4M2X–9"])
      expect(entries(matching(lines, typed))).toEqual(["1"]);
    expect(entries(matching(lines, " - "))).toEqual(["1", "2"]);
    expect(matching(lines, "K7QM-4M2X-A")).toEqual([]);
  });

  it("announces what is new, and nothing when the page is opened", () => {
    expect(arrived(null, [line("1")])).toEqual([]);
    expect(entries(arrived(new Set(["1"]), [line("1"), line("2")]))).toEqual(["2"]);
  });
});

describe("the address", () => {
  const id = "01890a5d-ac96-774b-bcce-b302099a8057";
  it("goes there and back", () => {
    for (const page of ["inbox", "sent", "phones", "services", "invite"] as const) {
      expect(readRoute(hrefOf({ page }))).toEqual({ page });
    }
    expect(readRoute(hrefOf({ page: "case", id }))).toEqual({ page: "case", id });
  });
  it.each([
    "",
    "#",
    "#/",
    "#main",
    "#/case",
    "#/case/1",
    `#/case/${id.toUpperCase()}`,
    "#/case/../sent",
    "#/constructor",
  ])("leads to the inbox from %j", (hash) => expect(readRoute(hash)).toEqual({ page: "inbox" }));
});
