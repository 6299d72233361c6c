import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { folder } from "./build.ts";
import { compileList } from "./compile.ts";
import type { Knowledge } from "./knowledge.ts";
import { type GuidebookList, guidebookLists, type ListFile, named } from "./lists.ts";
import { listsPage } from "./lists-page.ts";
import { assemble, checkShapes, type Files, readFiles } from "./read.ts";
import { faults, file, type Loose, spoilt } from "./spoilt.ts";

const knowledge = assemble(readFiles(folder));
const lists = guidebookLists(knowledge);
const compiled = compileList(knowledge);
const list = (id: string): GuidebookList => {
  const found = lists.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no list ${id}`);
  return found;
};

/** The numbers that the guidebook is known by, written here a second time: the register cannot agree with itself alone. */
const numbers: Readonly<Record<string, number>> = {
  "delphi-deceptive-recruitment": 10,
  "delphi-coercive-recruitment": 10,
  "delphi-recruitment-by-abuse-of-vulnerability": 16,
  "delphi-exploitation": 9,
  "delphi-coercion-at-destination": 15,
  "delphi-abuse-of-vulnerability-at-destination": 7,
  "annex-i-control": 16,
  "ilo-five": 5,
  "ilo-further": 10,
  "push-factors": 9,
  "pull-factors": 10,
  "first-steps": 5,
  information: 6,
  "rescued-child": 9,
};

describe("the register of the guidebook's lists", () => {
  it("counts as the guidebook counts", () => {
    const counted = lists.flatMap(({ id, counted: number }) => (number === undefined ? [] : [[id, number] as const]));
    expect(Object.fromEntries(counted)).toEqual(numbers);
    const differing = lists.filter(({ counted: number, items }) => number !== undefined && number !== items.length);
    expect(differing.map(({ id, items }) => [id, items.length])).toEqual([["annex-i-control", 17]]);
  });

  it("has every list that was asked for, some of them with items no number is given for", () => {
    const sizes = {
      "definition-acts": 5,
      "definition-means": 7,
      "forms-of-the-protocol": 8,
      "forms-of-national-laws": 9,
      "forms-for-children": 15,
      "masking-crimes": 12,
      "returned-migrants": 6,
      "signs-on-the-spot": 8,
      "children-on-streets-methods": 6,
      "children-with-families-methods": 8,
      "children-at-school-methods": 2,
      "annex-ii-potential-adult": 9,
      "annex-ii-exploitation": 31,
    };
    for (const [id, size] of Object.entries(sizes)) expect(list(id).items.length, id).toBe(size);
  });

  it("names all 67 indicators of the survey, one by one", () => {
    const survey = lists.filter(({ id }) => id.startsWith("delphi-")).flatMap(({ items }) => items);
    const ids = survey.flatMap((item) => named(item, "sign"));
    expect(ids).toHaveLength(67);
    expect(ids).toEqual(compiled.indicators.filter(({ dimension }) => dimension !== undefined).map(({ id }) => id));
  });

  it("says of everything that became nothing why", () => {
    const nothing = lists.flatMap(({ items }) => items.filter(({ none }) => none !== undefined));
    expect(nothing.length).toBeLessThanOrEqual(10);
    for (const { item, none } of nothing) expect(none?.length, item).toBeGreaterThan(20);
  });

  it("puts what Annex II and V.5.2 say of groups into signs that raise nothing", () => {
    const groups = lists
      .flatMap(({ items }) => items.flatMap((item) => named(item, "sign")))
      .filter((id) => compiled.indicators.some((sign) => sign.id === id && sign.roles.includes("group")));
    expect([...new Set(groups)].sort()).toEqual([
      "group.any-adult",
      "group.local-pattern",
      "group.men",
      "group.teenager",
      "group.women",
      "group.young-child",
      "travel.new-arrivals",
      "travel.same-group",
      "vulnerability.personal",
    ]);
  });
});

describe("docs/lists.md", () => {
  const page = listsPage(knowledge, compiled);
  const committed = readFileSync(new URL("../../docs/lists.md", import.meta.url), "utf8");

  it("is what the lists make today: else run npm run knowledge", () => {
    expect(committed === page).toBe(true);
  });

  it("shows every item, every sign and the sixteenth indicator that the scan lost", () => {
    for (const { items } of lists) for (const { item } of items) expect(page).toContain(`| ${item} |`);
    for (const { id } of compiled.indicators) expect(page).toContain(`sign \`${id}\``);
    expect(page).toContain("shows fifteen");
    expect(page).not.toMatch(/undefined|\[object/);
  });
});

describe("a planted fault in the lists is found", () => {
  const first = (files: Files, name: string): Loose<GuidebookList> => {
    const [one] = file<ListFile>(files, `lists/${name}.yaml`).lists;
    if (one === undefined) throw new Error("no list to spoil");
    return one;
  };
  const item = (files: Files, name: string) => {
    const [one] = first(files, name).items;
    if (one === undefined) throw new Error("no item to spoil");
    return one as Record<string, unknown>;
  };

  it("an item that leads nowhere, or to two ends at once", () => {
    expect(faults((files) => (item(files, "delphi").sign = "no.such"))).toContain("names an unknown sign: no.such");
    expect(faults((files) => (item(files, "children").situation = "no-such"))).toContain("unknown situation: no-such");
    expect(faults((files) => (item(files, "guidance").guidance = "information.no-such"))).toContain(
      "unknown guidance: information.no-such",
    );
    expect(faults((files) => delete item(files, "definition").act)).toContain("became nothing: say what, or why not");
    expect(faults((files) => (item(files, "delphi").none = "For no reason."))).toContain(
      "became something and nothing",
    );
    expect(faults((files) => (item(files, "definition").roles = ["after"]))).toContain("gives roles to no sign");
  });

  it("a number that does not agree, a reason without a difference", () => {
    expect(faults((files) => first(files, "delphi").items.pop())).toContain(
      "has 9 items, the guidebook counts 10: say why",
    );
    expect(faults((files) => (first(files, "delphi").counted = 11))).toContain("has 10 items, the guidebook counts 11");
    expect(faults((files) => (first(files, "delphi").difference = "None."))).toContain(
      "a difference that is not there",
    );
  });

  it("an item, a list or an id that is there twice, a file left out", () => {
    expect(
      faults((files) => first(files, "definition").items.push({ item: "Recruitment", act: "recruited" })),
    ).toContain("list definition-acts has twice: recruitment");
    expect(faults((files) => (first(files, "definition").id = "information"))).toContain(
      "list information is there twice",
    );
    expect(faults((files) => file<{ lists: string[] }>(files, "list.yaml").lists.pop())).toContain(
      "list.yaml leaves out lists/guidance",
    );
  });

  it("a sign, form or factor that no list of the guidebook names, a section that no list bears out", () => {
    const unnamed = (files: Files) => {
      const found = first(files, "delphi").items.find(({ sign }) => sign === "deception.housing");
      if (found !== undefined) found.sign = "deception.contract";
    };
    expect(faults(unnamed)).toContain("sign deception.housing stems from no list of the guidebook");
    const group = (files: Files) => file<Knowledge["signFiles"][string]>(files, "indicators/delphi.yaml").groups[0];
    expect(faults((files) => group(files)?.sections.push("VII"))).toContain(
      "sign deception.job cites VII, where no list names it",
    );
    expect(
      faults((files) =>
        file<Knowledge["reference"]>(files, "reference/factors.yaml").factors.push({
          id: "push.boredom",
          kind: "push",
          section: "V.1",
        }),
      ),
    ).toContain("factor push.boredom stems from no list of the guidebook");
  });

  it("a sign that is met in no situation", () => {
    const without = (files: Files) => {
      for (const situation of file<Pick<Knowledge, "situations">>(files, "situations.yaml").situations) {
        situation.signs = situation.signs.filter((id) => id !== "exploitation.labour-law");
      }
    };
    expect(faults(without)).toContain("sign exploitation.labour-law is in no situation");
  });

  it("a method, crime, finder or place that names what is not there", () => {
    type Reference = Loose<Knowledge["reference"]>;
    const reference = (files: Files, name: keyof Reference) =>
      file<Knowledge["reference"]>(files, `reference/${name}.yaml`);
    expect(faults((files) => reference(files, "methods").methods[0]?.signs.push("no.such"))).toContain(
      "own-observation names an unknown sign: no.such",
    );
    expect(faults((files) => reference(files, "crimes").crimes[0]?.forms.push("no-such"))).toContain(
      "kidnapping names an unknown form: no-such",
    );
    expect(faults((files) => reference(files, "finders").finders[0]?.situations.push("no-such"))).toContain(
      "police names an unknown situation: no-such",
    );
    expect(
      faults((files) => {
        const [place] = reference(files, "places").places;
        if (place !== undefined) place.situation = "no-such";
      }),
    ).toContain("place hotel names an unknown situation: no-such");
  });

  it("a kind of end that no schema knows", () => {
    const shapes = checkShapes(
      spoilt((files) => (item(files, "delphi").indicator = "deception.job")),
      folder,
    );
    expect(shapes.join("\n")).toContain("(indicator)");
  });
});
