// How processes that may wait give way to those that orders pass through.
import { writeFileSync } from "node:fs";

export const BACKGROUND_NICE = 10;
/** Whoever is not root may change a weight every tenth of a second, all processes together. */
const AGAIN_MS = 150;
const TRIES = 20;

/**
 * Weighs the session of a process like its nice value. A kernel that groups processes by session (autogroup, sched(7))
 * shares processors among sessions, each of the same weight, and `nice` counts only within one; each of our processes has
 * a session of its own.
 */
export function weighLess(pid: number, nice: number, triesLeft = TRIES): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch (error) {
    // No such file: a kernel without groups, or a process that has ended.
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || triesLeft === 0) return;
    setTimeout(() => weighLess(pid, nice, triesLeft - 1), AGAIN_MS).unref();
  }
}
