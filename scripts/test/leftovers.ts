import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { identify, signalProcess } from "../../packages/testkit/src/index.ts";
import { type Counts, NOTHING } from "./counts.ts";

const MARK = "HFT_TEST_RUN";

/** Every process started from here on inherits the mark, however deep. */
export function markRun(): void {
  process.env[MARK] = randomUUID();
}

/** Ends processes that carry this run's mark and outlived it; having found one is a failure. */
export async function endLeftovers(): Promise<Counts> {
  const left = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid && isMarked(entry))
    .flatMap((entry) => identify(Number(entry)) ?? []);
  const names = left.map((process) => `${nameOf(process.pid)} (${process.pid})`);
  for (const process of left) signalProcess(process, "SIGKILL");
  if (names.length > 0) throw new Error(`Left behind by the tests: ${names.join(", ")}`);
  return NOTHING;
}

function isMarked(pid: string): boolean {
  return read(`/proc/${pid}/environ`).includes(`${MARK}=${process.env[MARK]}`);
}

const nameOf = (pid: number) => read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
