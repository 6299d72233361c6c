/** How an answer stands: fine, to clear up before leaving, or a warning. */
export type Level = "clear" | "not-clear" | "worrying";
export const levels = ["clear", "not-clear", "worrying"] as const satisfies readonly Level[];
/** For whom a question or a line is: whoever is treated as a child counts as one. */
export type Age = "adult" | "child";

export interface Question {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly ages: readonly Age[];
  /** Ages for which it is asked at once. */
  readonly first: readonly Age[];
  readonly sections: readonly string[];
  readonly answers: Readonly<
    Record<
      Level,
      {
        readonly advice?: readonly string[];
        readonly signs?: readonly string[];
        /** In place of `signs` for a child. */
        readonly childSigns?: readonly string[];
      }
    >
  >;
}

export interface TakeItem {
  readonly id: string;
  readonly ages?: readonly Age[];
  /** Shown where the check gave one of these; always where it is left out. */
  readonly advice?: readonly string[];
}

/** The check of an offer before somebody leaves, the paper to take along, and who can help (guidebook II.1, V.1, V.5.1). */
export interface Offer {
  readonly kinds: readonly string[];
  readonly questions: readonly Question[];
  readonly advice: readonly string[];
  readonly take: {
    readonly sections: readonly string[];
    readonly parts: readonly { readonly id: string; readonly items: readonly TakeItem[] }[];
  };
  readonly help: {
    readonly sections: readonly string[];
    /** Purposes of services. */
    readonly adult: readonly string[];
    readonly child: readonly string[];
    /** Kinds of organisation that are not told. */
    readonly never: readonly string[];
  };
}
