import type { Answer } from "@threshold/casework";
import type { IndicatorList } from "@threshold/identification";
import type { Rows } from "../csv/csv.ts";
import { type Basis, extentOf } from "./basis.ts";
import type { CaseFile } from "./case-file.ts";
import { isoOf, mappings, standard, values } from "./standard.ts";

export interface ToHtcds {
  /** The standard's fields as titles, then one row for each case that may go. */
  readonly rows: Rows;
  /** Cases by their place in the input: those without anything that says who the person is, and those left out whole. */
  readonly depersonalised: readonly number[];
  readonly withdrawn: readonly number[];
}

/** Values in a cell of several are parted by this. */
export const BETWEEN = ";";

/** A telephone number and nothing else. */
const phone = /^\+?[0-9][0-9 ()/.-]{4,30}$/;

/**
 * Cases as rows of HTCDS 2.0 (IOM), for `writeCsv`. Without a basis that a case itself holds for the recipient, only the
 * fields go that say nothing about who the person is; a case that was taken back does not go at all.
 */
export function toHtcds(list: IndicatorList, files: readonly CaseFile[], basis: Basis | null): ToHtcds {
  const extents = files.map((file) => extentOf(file, basis));
  const places = (extent: string): number[] => extents.flatMap((one, index) => (one === extent ? [index] : []));
  const rows = files.flatMap((file, index) => {
    const extent = extents[index];
    if (extent === undefined || extent === "withdrawn") return [];
    const cells = cellsOf(list, file, extent === "chosen" && basis?.code === "consent");
    const may = (name: string): boolean => extent === "chosen" || mappings[name]?.needs === "nothing";
    return [standard.map(({ name }) => (may(name) ? (cells[name] ?? "") : ""))];
  });
  return {
    rows: [standard.map(({ name }) => name), ...rows],
    depersonalised: places("depersonalised"),
    withdrawn: places("withdrawn"),
  };
}

function cellsOf(list: IndicatorList, { card, story, envelope }: CaseFile, consents: boolean): Record<string, string> {
  const noticed = new Set((card.signs ?? []).filter(({ source }) => source !== "not-there").map(({ id }) => id));
  for (const id of card.used ?? []) noticed.add(id);
  const [first, second] = (card.languages ?? []).map(isoOf).filter((code) => code !== null);
  const contact = wordsOf(story.contact).trim();
  return {
    prs_FirstName: wordsOf(story.calledAs),
    prs_MobilePhone: phone.test(contact) ? contact : "",
    prs_PrimaryLanguage: first ?? "",
    prs_SecondaryLanguage: second ?? "",
    vic_TraffickingStatus: statusOf(card),
    vic_MethodOfRecruitment: saying("vic_MethodOfRecruitment", noticed).join(BETWEEN),
    vic_MethodsOfControl: [
      ...saying("vic_MethodsOfControl", noticed),
      ...(hasOtherControl(list, noticed) ? ["Other"] : []),
    ].join(BETWEEN),
    vic_TypeOfExploitation: card.form ? (saying("vic_TypeOfExploitation", new Set([card.form.id]))[0] ?? "Other") : "",
    cas_ReferringOrganisation: envelope.sender?.organisation ?? "",
    cas_IncomingReferralDate: /^\d{4}-\d{2}-\d{2}/.exec(envelope.at ?? "")?.[0] ?? "",
    cas_ReferringPrimaryCaseWorker: wordsOf(story.officer),
    cas_ReasonForIncomingReferral: reasonOf(envelope),
    cas_IncomingReferralDetails: wordsOf(story.narrative),
    con_Consent: String(consents),
  };
}

/** The values of a list that the ids say, in the standard's order. */
function saying(list: keyof typeof values, ids: ReadonlySet<string>): string[] {
  return Object.entries(values[list]).flatMap(([value, say]) => (say.some((id) => ids.has(id)) ? [value] : []));
}

/** A way of control was noticed that the standard has no value for. */
function hasOtherControl({ indicators }: IndicatorList, noticed: ReadonlySet<string>): boolean {
  const said = new Set(Object.values(values.vic_MethodsOfControl).flat());
  return indicators.some(({ id, roles }) => noticed.has(id) && roles.includes("control") && !said.has(id));
}

/** Possible where anybody sees a reason; empty else, since nobody is ever called "not a victim" here. */
function statusOf({ result, disagreement }: CaseFile["card"]): string {
  const sees = [result, disagreement?.result].some((one) => one === "presumed" || one === "potential");
  return sees ? "PossibleVictimOfTrafficking" : "";
}

function reasonOf({ basis }: CaseFile["envelope"]): string {
  if (basis === undefined) return "";
  return basis.purpose === "protection" ? "Other" : "AdditionalServicesRequired";
}

function wordsOf(answer: Answer | undefined): string {
  return answer?.known === true ? answer.value : "";
}
