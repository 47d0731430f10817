import { setTimeout as pause } from "node:timers/promises";
import {
  type Command,
  type Exit,
  type Spawned,
  startUntilReady,
} from "../../packages/testkit/src/index.ts";
import { line, secondsSince } from "../lib/report.ts";
import type { OpenRunRecord } from "./run-record.ts";

/** What the supervisor needs to know of a process; services and our own programs alike. */
export interface Supervised {
  name: string;
  logFile: string;
  command(): Command;
  isReady(): Promise<boolean>;
}

interface Running {
  process: Supervised;
  spawned?: Spawned;
  restarts: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A process that lived this long is healthy: its next death is restarted at once again. */
const HEALTHY_AFTER_MS = 60_000;

/** Starts processes one after the other, starts them again when they die, stops them in reverse. */
export class Supervisor {
  readonly #running: Running[] = [];
  readonly #record: OpenRunRecord;
  readonly #stopping = new AbortController();

  constructor(record: OpenRunRecord) {
    this.#record = record;
  }

  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async start(process: Supervised): Promise<void> {
    if (this.isStopping) return;
    const start = performance.now();
    const running: Running = { process, restarts: 0 };
    this.#running.push(running);
    await this.#spawn(running);
    if (this.isStopping) return;
    line(process.name, secondsSince(start), `pid ${running.spawned?.identity.pid}`);
    void this.#watch(running);
  }

  /** Notes each spawn at once: a stop that comes while we wait for readiness must find it. */
  async #spawn(running: Running): Promise<void> {
    const { process } = running;
    const onSpawn = (spawned: Spawned) => {
      running.spawned = spawned;
      const stopSignal = process.command().stopSignal ?? "SIGTERM";
      this.#record.add(process.name, spawned.identity, stopSignal);
    };
    await startUntilReady(process, { onSpawn, signal: this.#stopping.signal });
  }

  async #watch(running: Running): Promise<void> {
    while (!this.isStopping) {
      const start = performance.now();
      const exit = await running.spawned?.exited;
      if (!exit) return;
      if (this.isStopping) return;
      if (performance.now() - start > HEALTHY_AFTER_MS) running.restarts = 0;
      await this.#restart(running, exit);
    }
  }

  async #restart(running: Running, exit: Exit): Promise<void> {
    const { process } = running;
    const wait = Math.min(FIRST_PAUSE_MS * 2 ** running.restarts, LONGEST_PAUSE_MS);
    running.restarts += 1;
    const how = exit.signal ? `was ended by ${exit.signal}` : `ended with code ${exit.code}`;
    console.log(`  ${process.name} ${how}; restart in ${wait} ms (log: ${process.logFile})`);
    await pause(wait);
    if (this.isStopping) return;
    const start = performance.now();
    try {
      await this.#spawn(running);
      if (this.isStopping) return;
      line(`${process.name} is back`, secondsSince(start), `pid ${running.spawned?.identity.pid}`);
    } catch (error) {
      console.log(`  ${process.name} did not come back: ${(error as Error).message}`);
    }
  }

  /** Everything in reverse order of its start; safe to call while something is being restarted. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const { process, spawned } of [...this.#running].reverse()) {
      const start = performance.now();
      await spawned?.stop();
      line(`${process.name} stopped`, secondsSince(start));
    }
    this.#record.close();
  }
}
