/** The parts of FHIR R5 (5.0.0) that our questionnaires use: https://hl7.org/fhir/R5/questionnaire.html */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
  readonly _display?: Translated;
}

/** What stands beside a text: the same text in other languages. */
export interface Translated {
  readonly extension: readonly {
    readonly url: typeof TRANSLATION;
    readonly extension: readonly [
      { readonly url: "lang"; readonly valueCode: string },
      { readonly url: "content"; readonly valueString: string },
    ];
  }[];
}

export const TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

export interface EnableWhen {
  readonly question: string;
  readonly operator: "=" | "exists";
  readonly answerCoding?: Coding;
  readonly answerBoolean?: boolean;
}

export interface Item {
  readonly linkId: string;
  readonly code?: readonly Coding[];
  readonly prefix?: string;
  readonly text: string;
  readonly _text?: Translated;
  readonly type: "group" | "coding" | "boolean" | "display";
  readonly enableWhen?: readonly EnableWhen[];
  readonly enableBehavior?: "any";
  readonly repeats?: boolean;
  readonly answerOption?: readonly { readonly valueCoding: Coding }[];
  readonly item?: readonly Item[];
}

export interface Questionnaire {
  readonly resourceType: "Questionnaire";
  readonly id: string;
  readonly language: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly _title?: Translated;
  readonly status: "draft";
  readonly experimental: false;
  readonly subjectType: readonly ["Patient"];
  readonly publisher: string;
  readonly item: readonly Item[];
}

export interface CodeSystem {
  readonly resourceType: "CodeSystem";
  readonly id: string;
  readonly language: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: "draft";
  readonly experimental: false;
  readonly publisher: string;
  readonly caseSensitive: true;
  readonly content: "complete";
  readonly count: number;
  readonly concept: readonly {
    readonly code: string;
    readonly display: string;
    readonly definition?: string;
    readonly designation?: readonly { readonly language: string; readonly value: string }[];
  }[];
}
