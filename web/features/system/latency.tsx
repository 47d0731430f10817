"use client";
import { useEffect, useState } from "react";
import type { LatencyQuery } from "../../lib/graphql/generated/graphql.ts";
import { useServices } from "../../lib/services.tsx";
import { LATENCY } from "./documents.ts";

const EVERY_MS = 2_000;
type Hop = LatencyQuery["latency"][number];

function useLatency(): { hops: readonly Hop[]; error: string } {
  const { api } = useServices();
  const [hops, setHops] = useState<readonly Hop[]>([]);
  const [error, setError] = useState("");
  useEffect(() => {
    let isOn = true;
    const read = (): void => {
      api.query(LATENCY, {}).then(
        ({ latency }) => {
          if (!isOn) return;
          setHops(latency);
          setError("");
        },
        (cause: Error) => isOn && setError(cause.message),
      );
    };
    read();
    const timer = setInterval(read, EVERY_MS);
    return () => {
      isOn = false;
      clearInterval(timer);
    };
  }, [api]);
  return { hops, error };
}

const micro = (value: number): string => value.toFixed(1);

/** How long commands take between two stamps of the engine; durations never cross clocks. */
export function Latency() {
  const { hops, error } = useLatency();
  return (
    <section aria-label="Latency" data-box="latency" className="panel min-h-0">
      <div className="panel-head">
        <h2>Latency inside the engine, microseconds</h2>
        <span className="ml-auto text-warn">{error}</span>
      </div>
      <table className="grid-table" data-testid="latency">
        <thead>
          <tr>
            <th scope="col">Hop</th>
            <th scope="col" className="num">
              Commands
            </th>
            <th scope="col" className="num">
              p50
            </th>
            <th scope="col" className="num">
              p95
            </th>
            <th scope="col" className="num">
              p99
            </th>
            <th scope="col" className="num">
              p99.9
            </th>
          </tr>
        </thead>
        <tbody>
          {hops.map(({ hop, count, p50Us, p95Us, p99Us, p999Us }) => (
            <tr key={hop}>
              <td>{hop}</td>
              <td className="num">{count}</td>
              <td className="num">{micro(p50Us)}</td>
              <td className="num">{micro(p95Us)}</td>
              <td className="num">{micro(p99Us)}</td>
              <td className="num">{micro(p999Us)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hops.length === 0 ? <p className="notice">No command measured yet.</p> : null}
    </section>
  );
}
