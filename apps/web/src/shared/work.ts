import { doWork } from "@threshold/sealing/work";
import { type Answered, call } from "./api.ts";

/** A task that came with an answer, for the call that follows. */
let ahead: string | null = null;

/**
 * Posts where the server asks for a little work first (signing in, joining, connecting a phone): does it and asks again. Trying many
 * codes or passphrases costs whoever does it; once, nobody notices.
 */
export async function callWithWork<T>(path: string, body: unknown): Promise<Answered<T>> {
  const task = ahead;
  ahead = null;
  let answer = await call<T>(path, { method: "POST", body, work: task === null ? null : await doWork(task) });
  // Twice: a task given ahead may be for another account, or too old.
  for (let again = 0; again < 2 && !answer.ok && answer.work; again += 1) {
    const work = await doWork(answer.work);
    if (work === null) break;
    answer = await call<T>(path, { method: "POST", body, work });
  }
  if (answer.ok) ahead = answer.work ?? null;
  return answer;
}
