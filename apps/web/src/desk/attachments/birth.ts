/** Days as people write them: 1998-03-12, 12.3.1998, 12/3/1998, 1998. The day comes first where both could. Null where nothing was typed, undefined where it is no day. */
export function readBirth(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const year = /^(\d{4})$/.exec(typed)?.[1];
  if (year !== undefined) return year;
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(typed);
  const local = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$/.exec(typed);
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (y === undefined || m === undefined) return undefined;
  const two = (part: string) => part.padStart(2, "0");
  const day = new Date(`${y}-${two(m)}-${two(d ?? "1")}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.getUTCMonth() + 1 !== Number(m)) return undefined;
  return d === undefined ? `${y}-${two(m)}` : `${y}-${two(m)}-${two(d)}`;
}
