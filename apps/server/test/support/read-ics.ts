/** A calendar as RFC 5545 has it, read by its grammar alone: knows nothing of how ours is written. */
interface Component {
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly parameters: readonly string[]; readonly value: string }[];
  readonly inside: readonly Component[];
}

/** @throws with what is wrong, where it is no calendar */
export function readIcs(bytes: Buffer): Component {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (!text.endsWith("\r\n")) throw new Error("the last line has no end");
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error("a line ends in something else than CR LF");
  const physical = text.slice(0, -2).split("\r\n");
  for (const line of physical) {
    const size = Buffer.byteLength(line);
    if (size > 75) throw new Error(`a line of ${size} octets`);
    if (size === 0) throw new Error("an empty line");
  }
  const logical: string[] = [];
  for (const line of physical) {
    if (/^[ \t]/.test(line)) logical.push(`${logical.pop() ?? ""}${line.slice(1)}`);
    else logical.push(line);
  }
  const lines = logical.map((line) => {
    const found = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):(.*)$/u.exec(line);
    if (found === null) throw new Error(`no content line: ${line}`);
    const [, name = "", parameters = "", value = ""] = found;
    if (/[\p{Cc}]/u.test(value)) throw new Error("a control character");
    return { name, parameters: parameters.split(";").slice(1), value };
  });
  let at = 0;
  const component = (): Component => {
    const begin = lines[at++];
    if (begin?.name !== "BEGIN") throw new Error("no BEGIN");
    const own: (typeof lines)[number][] = [];
    const inside: Component[] = [];
    for (let line = lines[at]; line !== undefined; line = lines[at]) {
      if (line.name === "BEGIN") inside.push(component());
      else {
        at += 1;
        if (line.name !== "END") own.push(line);
        else if (line.value === begin.value) return { name: begin.value, lines: own, inside };
        else throw new Error(`END:${line.value} in ${begin.value}`);
      }
    }
    throw new Error(`${begin.value} has no end`);
  };
  const whole = component();
  if (at !== lines.length) throw new Error("something after the end");
  check(whole);
  return whole;
}

const date = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const moment = /^\d{8}T([01]\d|2[0-3])[0-5]\d[0-5]\dZ$/;

function check({ name, lines, inside }: Component): void {
  if (name !== "VCALENDAR") throw new Error(`a ${name}`);
  once(lines, "VERSION", /^2\.0$/);
  once(lines, "PRODID", /./);
  const uids = new Set<string>();
  for (const event of inside) {
    if (event.name !== "VEVENT") throw new Error(`a ${event.name}`);
    uids.add(once(event.lines, "UID", /./).value);
    once(event.lines, "DTSTAMP", moment);
    const start = once(event.lines, "DTSTART", /./);
    const day = start.parameters.includes("VALUE=DATE");
    if (!(day ? date : moment).test(start.value)) throw new Error(`DTSTART ${start.value}`);
    once(event.lines, "SUMMARY", /^(?:[^\\;,]|\\[\\;,nN])*$/);
  }
  if (uids.size !== inside.length) throw new Error("two events with one UID");
}

function once(lines: Component["lines"], name: string, shape: RegExp) {
  const [found, ...more] = lines.filter((line) => line.name === name);
  if (found === undefined || more.length > 0) throw new Error(`${more.length > 0 ? "several" : "no"} ${name}`);
  if (!shape.test(found.value)) throw new Error(`${name}:${found.value}`);
  return found;
}

/** Events as somebody sees them: when, and what. */
export function eventsOf(calendar: Component): { uid: string; start: string; summary: string }[] {
  return calendar.inside.map(({ lines }) => {
    const value = (name: string) => lines.find((line) => line.name === name)?.value ?? "";
    const summary = value("SUMMARY").replace(/\\([\\;,nN])/g, (_all, mark) => (/[nN]/.test(mark) ? "\n" : mark));
    return { uid: value("UID"), start: value("DTSTART"), summary };
  });
}
