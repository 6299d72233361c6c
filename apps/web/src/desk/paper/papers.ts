/** Papers of a case, in the order they are offered. Those of the care need a desk that took it on. */
export const papers = ["referral", "choices", "information", "notice", "risks", "summary"] as const;
export type PaperName = (typeof papers)[number];
export const ofCare: ReadonlySet<PaperName> = new Set(["choices", "notice", "risks", "summary"]);
/** Handed to the person: what is said at the foot is for them. */
export const forThem: ReadonlySet<PaperName> = new Set(["information", "notice"]);
/** Papers on which a name can stand, where somebody opened it and ticked it. */
export const named: ReadonlySet<PaperName> = new Set(["referral", "choices", "notice", "summary"]);
