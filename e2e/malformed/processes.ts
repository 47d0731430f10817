// Which processes the platform runs as, and how much memory each holds.
import { readFileSync } from "node:fs";
import type { Platform } from "../support/platform.ts";

export interface Footprint {
  pid: number;
  residentMb: number;
}

/** By name; services started by us count too. */
export function footprints(platform: Platform): Map<string, Footprint> {
  return new Map(
    platform.processes().map(({ name, pid }) => [name, { pid, residentMb: residentOf(pid) }]),
  );
}

function residentOf(pid: number): number {
  const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kb) / 1_024);
}
