import type { Sheet, XlsForm } from "../../src/index.ts";

/**
 * An XLSForm as the XForm that ODK's tools make of it, for the parts of XLSForm that our forms use: pyxform, which does this
 * for ODK and Kobo, is a Python program and is not in the registries this house installs from.
 */
export function xformOf(form: XlsForm): string {
  const [settings = {}] = records(form.settings);
  const rows = records(form.survey);
  const paths = pathsOf(rows);
  const expression = (text: string): string =>
    text.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => ` ${paths.get(name)} `);
  const languages = form.survey.columns.flatMap((column) => /^label::(.+)$/.exec(column)?.[1] ?? []);

  const model: string[] = [];
  const binds: string[] = [];
  const body: string[] = [];
  const texts: (readonly [id: string, row: Record<string, string>, column: string])[] = [];
  for (const row of rows) {
    const { type = "", name = "", relevant = "", calculation = "" } = row;
    if (type === "end_group") {
      model.push(`</${open.pop()}>`);
      body.push("</group>");
      continue;
    }
    const path = paths.get(name) ?? "";
    const asks = (column: string): string => {
      texts.push([`${path}:${column}`, row, column]);
      return `<${column} ref="jr:itext('${path}:${column}')"/>`;
    };
    const rules = [
      relevant === "" ? "" : ` relevant="${xml(expression(relevant))}"`,
      calculation === "" ? "" : ` calculate="${xml(expression(calculation))}"`,
    ].join("");
    if (type === "begin_group") {
      open.push(name);
      model.push(`<${name}>`);
      binds.push(`<bind nodeset="${path}"${rules}/>`);
      body.push(`<group ref="${path}" appearance="${xml(row.appearance ?? "")}">${asks("label")}`);
      continue;
    }
    model.push(`<${name}/>`);
    binds.push(`<bind nodeset="${path}" type="string"${type === "note" ? ' readonly="true()"' : ""}${rules}/>`);
    if (type === "calculate") continue;
    const [kind = "", list] = type.split(" ");
    const control = { select_one: "select1", select_multiple: "select", note: "input" }[kind];
    const items = records(form.choices)
      .filter((choice) => list !== undefined && choice.list_name === list)
      .map((choice) => {
        const id = `${list}:${choice.name}`;
        texts.push([id, choice, "label"]);
        return `<item><label ref="jr:itext('${id}')"/><value>${xml(choice.name ?? "")}</value></item>`;
      });
    const hint = Object.keys(row).some((column) => column.startsWith("hint::") && row[column] !== "");
    body.push(`<${control} ref="${path}">${asks("label")}${hint ? asks("hint") : ""}${items.join("")}</${control}>`);
  }
  const itext = languages.map((language) => {
    const unique = new Map(texts.map(([id, row, column]) => [id, row[`${column}::${language}`] ?? ""]));
    const lines = [...unique].map(([id, text]) => `<text id="${id}"><value>${xml(text)}</value></text>`);
    const first = language === settings.default_language ? ' default="true()"' : "";
    return `<translation lang="${xml(language)}"${first}>${lines.join("")}</translation>`;
  });
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>${xml(settings.form_title ?? "")}</h:title><model><itext>${itext.join("")}</itext>
<instance><data id="${settings.form_id}" version="${xml(settings.version ?? "")}">${model.join("")}<meta><instanceID/></meta></data></instance>
${binds.join("\n")}<bind nodeset="/data/meta/instanceID" type="string" readonly="true()"/></model></h:head>
<h:body>${body.join("\n")}</h:body></h:html>`;
}

const open: string[] = [];

function records({ columns, rows }: Sheet): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
}

/** Where each named row stands in the form's data. */
export function pathsOf(rows: readonly Record<string, string>[]): ReadonlyMap<string, string> {
  const at: string[] = ["/data"];
  const paths = new Map<string, string>();
  for (const { type = "", name = "" } of rows) {
    if (type === "end_group") at.pop();
    else paths.set(name, [...at, name].join("/"));
    if (type === "begin_group") at.push(name);
  }
  return paths;
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
