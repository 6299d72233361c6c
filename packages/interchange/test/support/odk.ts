import { createRequire } from "node:module";
import type { LoadFormSuccessResult } from "@getodk/xforms-engine";
import { JSDOM } from "jsdom";

/**
 * ODK's own engine, the one inside ODK Web Forms, in Node: it wants a browser's documents, which jsdom has, and the two names
 * that a CommonJS program finds around it.
 */
const { window } = new JSDOM("");
const names = ["document", "DOMParser", "XMLSerializer", "Node", "Element", "Document", "Attr", "Text", "Comment"];
for (const name of names) Reflect.set(globalThis, name, Reflect.get(window, name));
Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: import.meta.dirname });
const { loadForm } = await import("@getodk/xforms-engine");

interface OdkNode {
  readonly nodeType: string;
  readonly currentState: {
    readonly reference: string;
    readonly relevant: boolean;
    readonly label: { readonly asString: string } | null;
    readonly hint: { readonly asString: string } | null;
    readonly value: unknown;
    readonly valueOptions: readonly { readonly value: string; readonly label: { readonly asString: string } }[] | null;
    readonly children: readonly OdkNode[] | null;
  };
  selectValues?(values: readonly string[]): unknown;
}

/** A form opened to be filled in. */
export interface Filling {
  readonly nodes: ReadonlyMap<string, OdkNode>;
  answer(name: string, ...values: readonly string[]): void;
  value(name: string): string;
  shows(name: string): boolean;
  language(name: string): void;
  /** What is sent: the instance's XML. */
  sent(): Promise<string>;
}

export interface OpenForm {
  fill(): Filling;
}

/** Opens an XForm. Throws with the engine's own words where it refuses it. */
export async function openForm(xform: string): Promise<OpenForm> {
  const loaded = await loadForm(xform);
  if (loaded.status === "failure") throw loaded.error;
  return { fill: () => fill(loaded as LoadFormSuccessResult) };
}

function fill(form: LoadFormSuccessResult): Filling {
  const { root } = form.createInstance();
  const nodes = new Map<string, OdkNode>();
  const visit = (node: OdkNode): void => {
    nodes.set(node.currentState.reference.split("/").at(-1) ?? "", node);
    for (const child of node.currentState.children ?? []) visit(child);
  };
  visit(root as unknown as OdkNode);
  const node = (name: string): OdkNode => {
    const found = nodes.get(name);
    if (found === undefined) throw new Error(`the form has no ${name}`);
    return found;
  };
  return {
    nodes,
    answer(name, ...values) {
      const asked = node(name);
      if (asked.selectValues === undefined) throw new Error(`${name} takes no choice`);
      asked.selectValues(values);
    },
    value: (name) => String(node(name).currentState.value),
    shows: (name) => node(name).currentState.relevant,
    language(name) {
      const found = root.languages.find((language) => "language" in language && language.language === name);
      if (found === undefined) throw new Error(`the form has no language ${name}`);
      root.setLanguage(found as Parameters<typeof root.setLanguage>[0]);
    },
    async sent() {
      const { data } = await root.prepareInstancePayload();
      const file = data[0].get("xml_submission_file");
      if (!(file instanceof Blob)) throw new Error("nothing was sent");
      return await file.text();
    },
  };
}
