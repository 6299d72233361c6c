import { openBoss, type Queue, within } from "../database/boss.ts";
import type { Database } from "../database/connect.ts";
import type { Clock, Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Log, traceOf } from "../http/log.ts";
import { deliverTo } from "../telling/deliver.ts";
import { membersToTell } from "../telling/notices.store.ts";
import { tellDue, tellOfCase, tellOfOwner } from "../telling/tell-case.ts";
import type { Jobs, Look } from "./jobs.ts";

/** Work that is put down now and done by whichever process is up when its time comes. */
export interface RunningJobs extends Jobs {
  /** From now on this process does what is due, looks over everything at once, and again now and then. */
  start(house: House, log: Log): Promise<void>;
  stop(): Promise<void>;
}

/** `all`: everything that is due, in case a job was lost. */
type LookData = Look | { readonly all: true };
interface DeliverData {
  readonly member: string;
}

/** Seconds between two looks for what is due. */
const pollingIntervalSeconds = 1;
const quarter = 15 * 60_000;

export function openJobs({ db, clock }: { readonly db: Database; readonly clock: Clock }): RunningJobs {
  let boss = openBoss(db);
  let timer: NodeJS.Timeout | undefined;

  /** One job for one thing at one moment. What is to be done at once is never folded into what another process may have begun. */
  const put = async (scope: Scope, queue: Queue, data: LookData | DeliverData, about: string, at: Date | null) => {
    const delay = at === null ? 0 : Math.max(0, at.getTime() - clock().getTime());
    const singletonKey = at === null ? crypto.randomUUID() : `${about}@${at.toISOString()}`;
    await boss.send(queue, data, { db: within(scope), singletonKey, startAfter: new Date(Date.now() + delay) });
  };

  const all = () => boss.send("look", { all: true }, { singletonKey: "all" }).catch(() => undefined);

  return {
    look: (scope, what, at) => put(scope, "look", what, "case" in what ? what.case : what.owner, at),
    deliver: (scope, member, at) => put(scope, "deliver", { member }, member, at),
    async start(house, log) {
      /** What failed is told in one line; nothing of it is kept beside the job, since messages can quote a row or an address. */
      const careful = (work: Promise<unknown>, event: string) =>
        work.catch((error: Error) => {
          log({ event, ...traceOf(error) });
          throw new Error(event);
        });
      boss.on("error", (error) => log({ event: "jobs-failed", ...traceOf(error) }));
      await boss.start();
      await boss.work<LookData>("look", { pollingIntervalSeconds }, ([job]) =>
        job === undefined ? Promise.resolve() : careful(lookAt(house, job.data), "look-failed"),
      );
      // Two, so that a mail server that hangs over one letter does not hold up all.
      for (let n = 0; n < 2; n += 1)
        await boss.work<DeliverData>("deliver", { pollingIntervalSeconds }, ([job]) =>
          job === undefined
            ? Promise.resolve()
            : careful(deliverTo(house, job.data.member, house.clock()), "deliver-failed"),
        );
      await all();
      timer = setInterval(all, quarter);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await boss.stop({ close: false, timeout: 15_000 });
      boss = openBoss(db);
    },
  };
}

async function lookAt(house: House, data: LookData): Promise<void> {
  const now = house.clock();
  if ("case" in data) return tellOfCase(house, data.case, now);
  if ("owner" in data) return tellOfOwner(house, data.owner, now);
  await tellDue(house, now);
  for (const { member } of await membersToTell(house.db))
    await house.db.transaction().execute((scope) => house.telling.jobs.deliver(scope, member, now));
}
