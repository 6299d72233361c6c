/** Where the reader is. Screens that start with `menu` or `specialist` lie beside the way from sign to sent. */
export type Place =
  | "situation"
  | "list"
  | "danger"
  | "choice"
  | "who"
  | "helps"
  | "look-over"
  | "sent"
  | "support"
  | "phone-instead"
  | "offer"
  | "offer-result"
  | "take-along"
  | "help-before"
  | "people"
  | "disagree"
  | "keep"
  | "kept"
  | "rights"
  | "glossary"
  | "ways"
  | "country"
  | "pack"
  | "from-paper"
  | "specialist"
  | "menu";

/** The places gone through, and where in them the reader is. The browser keeps only how many there are. */
export interface Trail {
  readonly places: readonly Place[];
  readonly at: number;
}

export const start = (place: Place): Trail => ({ places: [place], at: 0 });

export const placeOf = (trail: Trail): Place => trail.places[trail.at] ?? "list";

/** Goes on to a place; what lay ahead is dropped, as browsers do. */
export function goneTo(trail: Trail, place: Place): Trail {
  return { places: [...trail.places.slice(0, trail.at + 1), place], at: trail.at + 1 };
}

/** Moves to a depth the browser names. One it never had (another page's, or a reload's) stays where the reader is. */
export function movedTo(trail: Trail, depth: number): Trail {
  return depth >= 0 && depth < trail.places.length ? { ...trail, at: depth } : trail;
}

/** After sealing nothing of the form is left: every step behind and ahead becomes the list. */
export function closedBehind(trail: Trail, place: Place): Trail {
  return { places: trail.places.map((_, step) => (step === trail.at ? place : "list")), at: trail.at };
}
