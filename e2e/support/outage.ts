// A service that is away for as long as a story wants: killed and kept from coming back, or frozen where it stands.
import { readdirSync, readFileSync } from "node:fs";
import {
  identify,
  isListening,
  isSameProcessAlive,
  type ProcessIdentity,
  signalProcess,
  waitFor,
} from "@hft/testkit";
import pg from "pg";
import type { Platform, PortName } from "./platform.ts";

export type Service = "kafka" | "postgres" | "redis";

/** What ends an outage; resolves when the service answers again. */
export type End = () => Promise<void>;

const PORT: Record<Service, PortName> = {
  kafka: "KAFKA_PORT",
  postgres: "POSTGRES_PORT",
  redis: "REDIS_PORT",
};

/** Redis listens some 10 ms after it was started; what stands frozen does not, and to look cost an eighth of a core. */
const LOOK_MS = { next: 3, frozen: 50 };

const portOf = (platform: Platform, name: Service): number => platform.facts.ports[PORT[name]];

/** kill -9; the one the supervisor starts in its place is frozen before it listens, until the outage ends. */
export async function holdDown(platform: Platform, name: Service): Promise<End> {
  const port = portOf(platform, name);
  let last = platform.kill(name);
  let isOver = false;
  const freezeNext = () => {
    const next = platform.identity(name);
    if (next.pid === last.pid) return;
    last = next;
    signalProcess(next, "SIGSTOP");
    // Too late: it listens already, so connections would hang instead of being refused.
    if (isListening(port)) signalProcess(next, "SIGKILL");
  };
  const guard = (async () => {
    while (!isOver) {
      const isFrozen = isSameProcessAlive(last);
      if (!isFrozen) freezeNext();
      await new Promise((look) => setTimeout(look, isFrozen ? LOOK_MS.frozen : LOOK_MS.next));
    }
  })();
  await waitFor(() => !isListening(port), { what: `${name} to be gone` });
  return async () => {
    isOver = true;
    await guard;
    signalProcess(last, "SIGCONT");
    const wait = { limitMs: 60_000, everyMs: LOOK_MS.frozen * 2, what: `${name} to be back` };
    await waitFor(() => isBack(platform, name), wait);
  };
}

/** PostgreSQL listens before it has read its own log again. */
async function isBack(platform: Platform, name: Service): Promise<boolean> {
  if (name !== "postgres") return isListening(portOf(platform, name));
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  await client.end();
  return true;
}

/** SIGSTOP of the service and of every process it has started: connections stay open, nothing answers. */
export function freeze(platform: Platform, name: Service | "engine" | "analytics"): End {
  const stopped: ProcessIdentity[] = [];
  const stop = (identity: ProcessIdentity) => {
    signalProcess(identity, "SIGSTOP");
    stopped.push(identity);
    for (const child of childrenOf(identity.pid)) stop(child);
  };
  stop(platform.identity(name));
  return async () => {
    for (const identity of stopped.reverse()) signalProcess(identity, "SIGCONT");
  };
}

function childrenOf(parent: number): ProcessIdentity[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && parentOf(Number(entry)) === parent)
    .flatMap((entry) => identify(Number(entry)) ?? []);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}
