import { line, secondsSince } from "../lib/report.ts";
import { type Counts, NOTHING, sentence } from "./counts.ts";

export interface Tested {
  name: string;
  ok: boolean;
  counts: Counts;
}

/** Runs one part; a part that fails does not keep the others from running. */
export async function tested(name: string, run: () => Promise<Counts>): Promise<Tested> {
  const start = performance.now();
  try {
    const counts = await run();
    const isPlain = counts === NOTHING;
    line(name, secondsSince(start), isPlain ? "" : sentence(counts));
    return { name, ok: counts.failed === 0, counts };
  } catch (error) {
    console.log((error as Error).message);
    line(name, secondsSince(start), "FAILED");
    return { name, ok: false, counts: NOTHING };
  }
}
