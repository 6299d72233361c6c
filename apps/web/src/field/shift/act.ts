import type { Shift as Begun } from "@threshold/contract";
import type { ProblemName } from "@threshold/contract/errors";
import { call } from "../../shared/api.ts";
import { device } from "../enrolment/current.ts";
import { forgetNotes } from "../notes/current.ts";
import { agreedDay, latest } from "../outbox/current.ts";
import { forgetDraft } from "../refer/current.ts";
import { hold, shiftNow } from "./current.ts";

/** Begins a shift. Needs the network: the PIN is compared by the server, and nowhere else. @returns why not; null where it is on */
export async function begin(number: string, pin: string): Promise<ProblemName | "no-network" | null> {
  const connected = device.value;
  if (connected === null) return "device-unknown";
  const body = { number: number.trim(), pin: pin.trim() };
  const answer = await call<Begun>("/device/shift", { method: "POST", body, token: connected.token });
  if (!answer.ok) return answer.problem === "bad-request" ? "badge-wrong" : answer.problem;
  forgetAll();
  hold({ ...answer.value, number: body.number });
  return null;
}

/** Ends the shift here at once; the server is told where there is a network, and ends it by itself otherwise. */
export function end(): void {
  const { token: shift } = shiftNow() ?? { token: null };
  hold(null);
  forgetAll();
  const connected = device.value;
  if (shift === null || connected === null) return;
  void call("/device/shift/end", { method: "POST", body: { token: shift }, token: connected.token });
}

/** Whatever the one before entered and did not send is not for the next. */
function forgetAll(): void {
  forgetNotes();
  forgetDraft();
  latest.value = null;
  agreedDay.value = null;
}
