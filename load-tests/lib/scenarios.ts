import type { Scenario, Threshold } from "k6/options";
import { IS_SMOKE, RATE, SECONDS } from "./settings.ts";

/** A fixed number of iterations a second, however long each takes: a slow platform shows as late, not as less load. */
export const arrivals = (exec: string): Scenario => ({
  executor: "constant-arrival-rate",
  exec,
  rate: RATE,
  timeUnit: "1s",
  duration: `${SECONDS}s`,
  preAllocatedVUs: Math.max(10, Math.ceil(RATE / 4)),
  maxVUs: Math.max(20, RATE * 2),
});

/** Errors always fail a run; times only a full one, because a smoke run shares its machine with other tests. */
export function thresholds(
  always: Record<string, Threshold[]>,
  times: Record<string, Threshold[]>,
): Record<string, Threshold[]> {
  return IS_SMOKE ? always : { ...always, ...times, dropped_iterations: ["count==0"] };
}
