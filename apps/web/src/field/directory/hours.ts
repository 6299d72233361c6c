/** Opening hours as the directory keeps them: seven lists of [from, to] in minutes after midnight, Monday first. */
export type Week = readonly (readonly (readonly [number, number])[])[];

const day = 1440;

/** Days that follow one another with the same hours; days counted from Monday = 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly (readonly [number, number])[];
}

/** True where the service answers at this moment, by the phone's own clock. A span past midnight goes on the next day. */
export function isOpen(week: Week, at: Date): boolean {
  const today = (at.getDay() + 6) % 7;
  const minute = at.getHours() * 60 + at.getMinutes();
  const within = (spans: Week[number] | undefined, now: number) =>
    (spans ?? []).some(([from, to]) => now >= from && now < ends(from, to));
  return within(week[today], minute) || within(week[(today + 6) % 7], minute + day);
}

/** True where it answers at every minute of the week. */
export function isAlways(week: Week): boolean {
  return week.length === 7 && week.every((spans) => spans.some(([from, to]) => from === 0 && to >= day));
}

/** The week as few lines as say it; closed days are left out. */
export function stretches(week: Week): Stretch[] {
  const found: Stretch[] = [];
  week.forEach((spans, at) => {
    if (spans.length === 0) return;
    const last = found.at(-1);
    if (last !== undefined && last.to === at - 1 && JSON.stringify(last.spans) === JSON.stringify(spans)) {
      found[found.length - 1] = { ...last, to: at };
    } else found.push({ from: at, to: at, spans });
  });
  return found;
}

function ends(from: number, to: number): number {
  return to <= from ? to + day : to;
}
