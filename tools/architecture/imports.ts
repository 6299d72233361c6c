import { parseSync } from "oxc-parser";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Facts {
  readonly imports: readonly string[];
  readonly strings: readonly string[];
  /** `a.b` member reads, such as `crypto.subtle`. */
  readonly members: readonly string[];
}

type Node = { readonly type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isNode(value)) {
    see(value);
    for (const child of Object.values(value)) if (typeof child === "object") visit(child, see);
  }
}

const literal = (value: unknown): string | null =>
  isNode(value) && value.type === "Literal" && typeof value.value === "string" ? value.value : null;

/** What a file imports in any of the ways TypeScript knows (also `import("x").T`), its string literals, and its member reads. */
export function factsOf({ path, text }: SourceFile): Facts {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const imports: string[] = [];
  const strings: string[] = [];
  const members: string[] = [];
  visit(parsed.program, (node) => {
    const source = literal(node.source) ?? (node.type === "TSImportType" ? literal(node.argument) : null);
    if (source !== null) imports.push(source);
    const value = literal(node);
    if (value !== null) strings.push(value);
    if (node.type === "TemplateElement") strings.push((node.value as { raw: string }).raw);
    if (node.type === "MemberExpression" && isNode(node.object) && isNode(node.property)) {
      members.push(`${String(node.object.name ?? node.object.type)}.${String(node.property.name ?? "")}`);
    }
  });
  return { imports, strings, members };
}
