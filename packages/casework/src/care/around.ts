import type { Answer } from "../story.ts";
import type { Common } from "./common.ts";

/** How the person wants to be met, asked and reached (IV.2, VI.3): their own words beside the list's. */
export interface WishRecord extends Common {
  readonly topic: "wish";
  readonly wish: string;
  readonly said: Answer;
}

/** Somebody is missing from care (V.4.1, VI.3). One alarm lasts until they are found. */
export interface AlarmRecord extends Common {
  readonly topic: "alarm";
  /** Random id of the alarm: the same one again changes it. */
  readonly alarm: string;
  readonly state: "missing" | "found";
  /** When last seen, ISO 8601 UTC to the second; null where nobody knows. */
  readonly since: string | null;
  readonly note: Answer;
}
/** One line of the checklist of an alarm. */
export interface AlarmStepRecord extends Common {
  readonly topic: "alarm-step";
  readonly alarm: string;
  readonly step: string;
  readonly state: "open" | "done";
  readonly by: Answer;
  readonly note: Answer;
}

/** Somebody else who belongs to this: family, met at the same place, also in danger (VI.3, VI.6). Joined and split by later records. */
export interface LinkRecord extends Common {
  readonly topic: "link";
  /** Random id: the same link again changes it. */
  readonly link: string;
  /** Reference of the other's case; null where there is none. */
  readonly reference: string | null;
  /** Number of the card that the person holds, or a few words; never a name. */
  readonly label: string;
  readonly relation: "family" | "same-place" | "same-group" | "in-danger" | "same-person";
  readonly state: "joined" | "split";
  readonly note: Answer;
}
