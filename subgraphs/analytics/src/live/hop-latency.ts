// Histograms of the engine's own stamps. Node's histogram is an HDR histogram (Gil Tene), three digits of precision.
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { HopTimes } from "@hft/wire";
import type { HopLatency } from "../schema/system-types.ts";

type Stamp =
  | "ingressTimeNs"
  | "journalledTimeNs"
  | "decidedTimeNs"
  | "durableTimeNs"
  | "releasedTimeNs";

const HOPS: readonly [string, Stamp, Stamp][] = [
  ["ingress → journalled", "ingressTimeNs", "journalledTimeNs"],
  ["ingress → decided", "ingressTimeNs", "decidedTimeNs"],
  ["ingress → durable", "ingressTimeNs", "durableTimeNs"],
  ["durable → released", "durableTimeNs", "releasedTimeNs"],
  ["ingress → released", "ingressTimeNs", "releasedTimeNs"],
];

export interface HopHistograms {
  record(times: HopTimes): void;
  report(): HopLatency[];
}

export function createHopHistograms(): HopHistograms {
  const histograms = new Map<string, RecordableHistogram>(
    HOPS.map(([hop]) => [hop, createHistogram()]),
  );
  const us = (histogram: RecordableHistogram, p: number) =>
    histogram.count === 0 ? 0 : histogram.percentile(p) / 1_000;
  return {
    record(times) {
      for (const [hop, from, to] of HOPS) {
        const ns = times[to] - times[from];
        // A stamp that the engine did not take is 0; the smallest value a histogram takes is 1.
        if (times[from] > 0n && times[to] > 0n) histograms.get(hop)?.record(ns > 0n ? ns : 1n);
      }
    },
    report: () =>
      [...histograms].map(([hop, h]) => ({
        ...{
          hop,
          count: h.count,
          p50Us: us(h, 50),
          p95Us: us(h, 95),
          p99Us: us(h, 99),
          p999Us: us(h, 99.9),
        },
      })),
  };
}
