import type { SessionLine } from "@threshold/contract";

/** Which kind of browser it is, and nothing finer: what it says of itself is as good as a fingerprint. */
export function browserOf(agent: string | undefined): SessionLine["browser"] {
  const text = agent ?? "";
  if (/Edg(e|A|iOS)?\//.test(text)) return "edge";
  if (/(Firefox|FxiOS)\//.test(text)) return "firefox";
  if (/(Chrome|Chromium|CriOS)\//.test(text)) return "chrome";
  return /Safari\//.test(text) ? "safari" : "other";
}
