/**
 * Whether a text is an expression as XLSForm has them: XPath 1.0 with `${name}` for a question, without predicates, which our
 * forms do not use. Returns the names it refers to, or null where it breaks.
 */
export function namesIn(expression: string): readonly string[] | null {
  const tokens = tokensOf(expression);
  if (tokens === null) return null;
  const reader = new Expression(tokens);
  return reader.either() && reader.ended ? reader.names : null;
}

const token =
  /\s*(?:(\$\{[^}]*\})|('[^']*'|"[^"]*")|(\d+(?:\.\d*)?|\.\d+)|([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)|(!=|<=|>=|[()=<>+\-*,]))/y;

type Token = readonly [kind: "ref" | "text" | "number" | "word" | "sign", value: string];

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const trimmed = text.trim();
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const found = token.exec(trimmed);
    if (found === null) return null;
    const [, ref, quoted, number, word, sign] = found;
    if (ref !== undefined) tokens.push(["ref", ref.slice(2, -1)]);
    else if (quoted !== undefined) tokens.push(["text", quoted]);
    else if (number !== undefined) tokens.push(["number", number]);
    else if (word !== undefined) tokens.push(["word", word]);
    else if (sign !== undefined) tokens.push(["sign", sign]);
  }
  return tokens;
}

/** Reads by XPath's order of operators, the loosest first; each method says whether it found what it is named after. */
class Expression {
  readonly names: string[] = [];
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get ended(): boolean {
    return this.at === this.tokens.length;
  }

  either(): boolean {
    return this.chain(["or"], () => this.both());
  }

  private both(): boolean {
    return this.chain(["and"], () => this.compared());
  }

  private compared(): boolean {
    return this.chain(["=", "!=", "<", "<=", ">", ">="], () => this.sum());
  }

  private sum(): boolean {
    return this.chain(["+", "-"], () => this.product());
  }

  private product(): boolean {
    return this.chain(["*", "div", "mod"], () => this.value());
  }

  private value(): boolean {
    if (this.take("sign", "-")) return this.value();
    if (this.take("sign", "(")) return this.either() && this.take("sign", ")");
    if (this.take("text") || this.take("number")) return true;
    const [kind, name = ""] = this.tokens[this.at] ?? [];
    if (this.take("ref")) {
      this.names.push(name);
      return true;
    }
    return kind === "word" && this.take("word") && this.take("sign", "(") && this.parameters();
  }

  private parameters(): boolean {
    if (this.take("sign", ")")) return true;
    do {
      if (!this.either()) return false;
    } while (this.take("sign", ","));
    return this.take("sign", ")");
  }

  private chain(operators: readonly string[], part: () => boolean): boolean {
    do {
      if (!part()) return false;
    } while (operators.some((operator) => this.take(/^\w/.test(operator) ? "word" : "sign", operator)));
    return true;
  }

  private take(kind: Token[0], value?: string): boolean {
    const next = this.tokens[this.at];
    if (next === undefined || next[0] !== kind || (value !== undefined && next[1] !== value)) return false;
    this.at++;
    return true;
  }
}
