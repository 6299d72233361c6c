import type { CaseError } from "@threshold/identification";

/** What can be wrong with a row before its case is looked at, besides what `parse` finds. */
export type RowCode =
  | CaseError["code"]
  /** Not whole JSON; `given` is the character at which it breaks. */
  | "broken"
  /** A quote that never closes, or text behind a closing one. */
  | "quotes"
  /** More or fewer cells than the header; `given` is how many, `nearest` how many are needed. */
  | "cells"
  /** Not one of the words that a cell can hold; `nearest` is all of them. */
  | "unknown-word"
  /** A cell below an empty name; `given` is the number of its column. */
  | "unnamed"
  | "too-long"
  | "no-text"
  /** A form's basis or stage without the form. */
  | "form-missing"
  /** A row of a rejects file that was given back as it was. */
  | "not-mended";

/** One thing that is wrong with a row: as `CaseError`, with the column of the file as its field. */
export interface RowError {
  readonly field: string;
  readonly code: RowCode;
  readonly given: string;
  readonly nearest: string | null;
}

/** Where a row lies: the line of the file on which it begins (null in one JSON text), and its number among the cases. Both from 1. */
export interface Where {
  readonly line: number | null;
  readonly number: number;
}

/** One row as it was read. */
export type Row = Where &
  (
    | {
        readonly kind: "case";
        /** What `parse` takes. */
        readonly given: unknown;
        /** What stopped the row from being a case; empty where `given` can be parsed. */
        readonly errors: readonly RowError[];
        /** The row as it stood in the file. */
        readonly text: string;
        /** The same, cell by cell, where it could be taken apart. */
        readonly cells?: readonly string[];
      }
    | {
        /** A piece of a row that is too long to be held: the first one begins it, the last one ends it. */
        readonly kind: "piece";
        readonly text: string;
        readonly first: boolean;
        readonly last: boolean;
      }
  );
