import { foldCare } from "@threshold/casework/care";
import { longCase } from "../packages/casework/test/care/long-case.ts";

/** Folding what was recorded of one case: of 2,000 entries beside one of 200. Ten times would be linear. */
export function longCases(): string[] {
  const [few, many] = [200, 2_000].map((entries) => {
    const journal = longCase(entries);
    const fold = () => foldCare(journal.arrivals, journal.records, journal);
    // Until the engine has seen enough of it: a cold small case would make the ratio look better than it is.
    for (let entries = 0; entries < 60_000; entries += journal.arrivals.length) fold();
    const times = Array.from({ length: 15 }, () => {
      // Processor time: what else runs on the machine does not count.
      const begun = process.cpuUsage();
      fold();
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1000;
    });
    return times.sort((a, b) => a - b)[7] ?? 0;
  });
  if (few === undefined || many === undefined) throw new Error("nothing was folded");
  return [
    `2,000 entries folded: ${many.toFixed(1)} ms, ${(many / few).toFixed(1)} × of 200 entries (${few.toFixed(2)} ms)`,
  ];
}
