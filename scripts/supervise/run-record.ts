import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  identify,
  isSameProcessAlive,
  type ProcessIdentity,
  signalProcess,
  waitFor,
} from "../../packages/testkit/src/index.ts";
import { inData } from "../lib/paths.ts";
import { PlainError } from "../lib/report.ts";

interface Recorded extends ProcessIdentity {
  name: string;
  stopSignal: NodeJS.Signals;
}

interface RunRecord {
  starter: ProcessIdentity;
  processes: Recorded[];
}

const FILE = inData("run.json");

function read(): RunRecord | undefined {
  if (!existsSync(FILE)) return undefined;
  return JSON.parse(readFileSync(FILE, "utf8")) as RunRecord;
}

/**
 * Ends what an earlier run left behind when it was killed. Only processes of its record are touched,
 * and only while pid and start time both still match.
 */
export async function reapEarlierRun(): Promise<string[]> {
  const record = read();
  if (!record) return [];
  if (isSameProcessAlive(record.starter)) {
    const { pid } = record.starter;
    throw new PlainError(
      `npm start already runs here as process ${pid}: stop it with kill ${pid}.`,
    );
  }
  const left = record.processes.filter(isSameProcessAlive);
  for (const process of left) signalProcess(process, process.stopSignal);
  const allGone = () => !left.some(isSameProcessAlive);
  await waitFor(allGone, { limitMs: 10_000 }).catch(() => {
    for (const process of left) signalProcess(process, "SIGKILL");
    return waitFor(allGone, { limitMs: 5_000, what: "killed processes to be gone" });
  });
  rmSync(FILE, { force: true });
  return left.map(({ name, pid }) => `${name} (${pid})`);
}

/** Keeps the record on disk at the pace of the spawns, so that it is true at every moment. */
export function openRunRecord() {
  const starter = identify(process.pid);
  if (!starter) throw new Error("/proc does not show this process");
  const record: RunRecord = { starter, processes: [] };
  const save = () => {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(`${FILE}.new`, JSON.stringify(record, null, 2));
    renameSync(`${FILE}.new`, FILE);
  };
  save();
  return {
    add(name: string, identity: ProcessIdentity, stopSignal: NodeJS.Signals) {
      record.processes = record.processes.filter(isSameProcessAlive);
      record.processes.push({ name, ...identity, stopSignal });
      save();
    },
    close: () => rmSync(FILE, { force: true }),
  };
}

export type OpenRunRecord = ReturnType<typeof openRunRecord>;
