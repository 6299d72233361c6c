import { readFile } from "node:fs/promises";

/** Whom a step tells: see docs/how-to-add-a-country.md. */
export type Whom = "desk" | "coordinators" | "fallback" | "sender";

/** One step while a referral waits: a share (per cent) of the time set, or minutes after all of it. */
export type Step = { readonly tell: readonly Whom[] } & (
  | { readonly share: number; readonly after?: undefined }
  | { readonly after: number; readonly share?: undefined }
);

/** When people are told: the part of the country's file that the server carries out. */
export interface TellingRules {
  /** IANA name. */
  readonly zone: string;
  readonly whileWaiting: readonly Step[];
  /** Who is sent it at once where the desk is closed. */
  readonly whenClosed: Readonly<Record<"urgent" | "usual", readonly ("coordinators" | "willing")[]>>;
  readonly care: { readonly daysBefore: readonly number[]; readonly at: string };
}

/** @param file the compiled `country.json` */
export async function readRules(file: string): Promise<TellingRules> {
  const { zone, notices }: { zone: string; notices: Omit<TellingRules, "zone"> } = JSON.parse(
    await readFile(file, "utf8"),
  );
  return { zone, ...notices };
}
