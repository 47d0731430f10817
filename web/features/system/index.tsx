"use client";
import { useMemo } from "react";
import { clockOf } from "../../lib/format/time.ts";
import { useServices } from "../../lib/services.tsx";
import { useStarted, useTable } from "../../lib/stream/use-live-table.ts";
import { Disconnected } from "../connection/banner.tsx";
import { PanelState, useStaleClass } from "../connection/panel-state.tsx";
import { Gate } from "../session/gate.tsx";
import { TopBar } from "../topbar/frame.tsx";
import { Latency } from "./latency.tsx";
import { createStatusTable, type ProcessStatus } from "./tables.ts";

function StatusRow({ status }: { status: ProcessStatus }) {
  return (
    <tr data-process={status.name} data-ready={status.isReady}>
      <td>{status.name}</td>
      <td className={status.isReady ? "text-up" : "text-down"}>
        <span aria-hidden="true">{status.isReady ? "● " : "▲ "}</span>
        {status.isReady ? "Ready" : "Not ready"}
      </td>
      <td className="num">{status.pid ?? "–"}</td>
      <td>{status.version ?? "–"}</td>
      <td className="num">{status.roundTripMs?.toFixed(1) ?? "–"}</td>
      <td>{clockOf(status.checkedTimeNs)}</td>
      <td title={status.detail ?? ""}>{status.detail ?? ""}</td>
    </tr>
  );
}

function Processes() {
  const services = useServices();
  const table = useMemo(() => createStatusTable(services), [services]);
  useStarted(table);
  const { rows, phase } = useTable(table);
  return (
    <section
      aria-label="Processes"
      data-box="processes"
      className={`panel min-h-0 ${useStaleClass()}`}
    >
      <div className="panel-head">
        <h2>Processes and services</h2>
        <PanelState phase={phase} what="the status" />
      </div>
      <table className="grid-table" data-testid="processes">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col" className="num">
              Pid
            </th>
            <th scope="col">Version</th>
            <th scope="col" className="num">
              Round trip, ms
            </th>
            <th scope="col">Asked at (UTC)</th>
            <th scope="col" className="w-[34%]">
              Detail
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((status) => (
            <StatusRow key={status.name} status={status} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How the platform is: every process as it answers now, and where a command spends its time. */
export function System() {
  return (
    <Gate>
      <div className="flex h-screen flex-col overflow-hidden">
        <TopBar />
        <Disconnected />
        <main className="grid min-h-0 flex-1 content-start gap-1 p-1">
          <h1 className="sr-only">System</h1>
          <Processes />
          <Latency />
        </main>
      </div>
    </Gate>
  );
}
