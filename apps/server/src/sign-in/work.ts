import { setWork, workExpires, workProblem } from "@threshold/sealing/work";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { House } from "../house.ts";
import { refuse } from "../http/problems.ts";
import { accountMark } from "../people/secrets.ts";
import { addTry, countTries } from "./sign-in.store.ts";
import { spendWork } from "./work.store.ts";

/** Carries a task to the browser, and back with the work done. */
export const workHeader = "x-threshold-work";

/** Zero bits without a wrong try before: some milliseconds on a computer. */
const least = 10;
const most = 16;
/** Seconds in which the work must come back. */
const lasts = 300;

/**
 * Whoever signs in, joins or enrols does a little work first; never by the address it comes from. Where the work is missing, the
 * answer is the task.
 * @param account a sign-in name: each wrong try on it doubles the work
 * @returns true where the work was done and nobody used it before
 */
export async function workDone(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
): Promise<boolean> {
  const task = await taskFor(house, account, (tries) => tries);
  if (await isDone(house, request, task)) return true;
  await give(house, reply, task);
  refuse(reply, "work-needed");
  return false;
}

/** Puts the next task for this account into the answer, so that the browser can begin before it is asked. */
export async function giveWork(house: House, reply: FastifyReply, account: string): Promise<void> {
  await give(house, reply, await taskFor(house, account, (tries) => tries));
}

/**
 * The same for codes, which name no account: before the route's own work, and twice as much each time that wrong tries of this kind of
 * code have doubled. Nobody is locked out by what others try.
 */
export function asksWork(house: House, kind: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const task = await taskFor(house, `code ${kind}`, (tries) => Math.floor(Math.log2(1 + tries)));
    if (await isDone(house, request, task)) return;
    await give(house, reply, task);
    refuse(reply, "work-needed");
  };
}

/** Counts a code that nobody has. */
export async function countWrongCode(house: House, kind: string): Promise<void> {
  await addTry(house, await accountMark(house.keys, `code ${kind}`));
}

interface Task {
  readonly aim: string;
  readonly bits: number;
}

async function taskFor(house: House, account: string, more: (tries: number) => number): Promise<Task> {
  const mark = await accountMark(house.keys, account);
  const { tries } = await countTries(house, mark);
  return { aim: mark.toString("base64url"), bits: Math.min(most, least + more(tries)) };
}

const seconds = (house: House): number => Math.floor(house.clock().getTime() / 1000);

async function give(house: House, reply: FastifyReply, task: Task): Promise<void> {
  reply.header(workHeader, await setWork(house.keys.secret, { ...task, expires: seconds(house) + lasts }));
}

async function isDone(house: House, request: FastifyRequest, task: Task): Promise<boolean> {
  const given = request.headers[workHeader];
  if (typeof given !== "string") return false;
  const problem = await workProblem(house.keys.secret, given, task, seconds(house));
  return problem === null && (await spendWork(house, given, workExpires(given)));
}
