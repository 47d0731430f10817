// How busy the machine's processors were, and how much of them others took: figures of a shared machine mean little without.
import { readFileSync } from "node:fs";

/** Shares of all processor time, 0 to 1: left idle, and taken by other guests of the host ("steal", proc_stat(5)). */
export interface MachineLoad {
  idle: number;
  stolen: number;
}

function times(): number[] {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  // user, nice, system, idle, iowait, irq, softirq, steal; what follows is part of user and nice already.
  return line.trim().split(/\s+/).slice(1, 9).map(Number);
}

/** Starts to watch; the answer tells of the time since. */
export function watchMachine(): () => MachineLoad {
  const before = times();
  return () => {
    const spent = times().map((now, i) => now - (before[i] ?? 0));
    const all = spent.reduce((sum, one) => sum + one, 0) || 1;
    const share = (...ticks: (number | undefined)[]) =>
      Math.round((ticks.reduce<number>((sum, one) => sum + (one ?? 0), 0) / all) * 100) / 100;
    return { idle: share(spent[3], spent[4]), stolen: share(spent[7]) };
  };
}
