import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ports } from "../lib/ports.ts";
import { line } from "../lib/report.ts";
import type { Secrets } from "../lib/secrets.ts";
import { findOrder } from "../smoke/find-order.ts";
import { CHROOT, CLONE } from "./chroot.ts";
import { type BareRun, pidsInRoom, requireNothingLeft, startInRoom } from "./first-run.ts";

interface Limits {
  coldS: number;
  warmS: number;
}

/** Cold start, Ctrl-C, warm start, kill -9 of the start script, start again, Ctrl-C. */
export async function playThrough(ports: Ports, { coldS, warmS }: Limits): Promise<void> {
  const cold = await startInRoom(ports, coldS * 1_000);
  line("cold start", cold.seconds, `limit ${coldS} s`);
  await findAgain(cold, ports);
  await cold.interrupt();
  await requireNothingLeft(ports);
  line("nothing is left after Ctrl-C", 0);

  const warm = await startInRoom(ports, warmS * 1_000);
  line("warm start", warm.seconds, `limit ${warmS} s`);
  await findAgain(warm, ports);

  const first = new Set(pidsInRoom());
  process.kill(starterPid(), "SIGKILL");
  await warm.ended;
  const again = await startInRoom(ports, warmS * 1_000);
  const left = pidsInRoom().filter((pid) => first.has(pid));
  if (left.length > 0) throw new Error(`Of the killed run there remain ${left.join(", ")}`);
  line("start after kill -9, nothing of the first run left", again.seconds);
  await findAgain(again, ports);
  await again.interrupt();
  await requireNothingLeft(ports);
  console.log(`\ncold ${cold.seconds.toFixed(1)} s, warm ${warm.seconds.toFixed(1)} s`);
}

const inClone = (path: string) => join(CHROOT, CLONE, path);

const starterPid = (): number =>
  JSON.parse(readFileSync(inClone(".data/run.json"), "utf8")).starter.pid;

/** Finds the order of the ready line behind every door, from outside the room. */
async function findAgain({ readyLine }: BareRun, ports: Ports): Promise<void> {
  const named = /order (\d+) match (\d+) sequence (\d+)/.exec(readyLine);
  if (!named) throw new Error(`The ready line names no order: ${readyLine}`);
  const [, orderId = "", matchId = "", sequence = ""] = named;
  const secrets = JSON.parse(readFileSync(inClone(".data/secrets.json"), "utf8")) as Secrets;
  const doors = {
    router: `http://127.0.0.1:${ports.ROUTER_PORT}`,
    databaseUrl: `postgresql://hft:${secrets.postgresOwner}@127.0.0.1:${ports.POSTGRES_PORT}/hft`,
    brokers: [`127.0.0.1:${ports.KAFKA_PORT}`],
  };
  await findOrder({ orderId, matchId, sequence }, doors, secrets);
  line(`order ${orderId} is in GraphQL, Postgres and Kafka`, 0);
}
