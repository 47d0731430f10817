import { isPortFree, pidListeningOn } from "../../packages/testkit/src/index.ts";
import { PlainError } from "./report.ts";

/** Every port of a run with the variable that moves it. The order counts for HFT_PORT_BASE. */
export const PORT_DEFAULTS = {
  ROUTER_PORT: 8080,
  WEB_PORT: 3003,
  ORDERS_PORT: 4101,
  POSITIONS_PORT: 4102,
  ANALYTICS_PORT: 4103,
  ENGINE_COMMANDS_PORT: 5555,
  ENGINE_FEED_PORT: 5556,
  ENGINE_REPLAY_PORT: 5557,
  ENGINE_HTTP_PORT: 9555,
  BRIDGE_HTTP_PORT: 9556,
  MARKET_HTTP_PORT: 9557,
  POSTGRES_PORT: 5432,
  REDIS_PORT: 6380,
  KAFKA_PORT: 9092,
  KAFKA_CONTROLLER_PORT: 9093,
};

export type PortName = keyof typeof PORT_DEFAULTS;
export type Ports = Record<PortName, number>;

/** A variable of its own wins; then HFT_PORT_BASE (base, base + 1, …); then the known port. */
export function readPorts(env = process.env): Ports {
  const base = env["HFT_PORT_BASE"];
  const entries = Object.entries(PORT_DEFAULTS).map(([name, known], index) => {
    const text = env[name] ?? (base ? String(Number(base) + index) : String(known));
    const port = Number(text);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return [name, port] as const;
    throw new PlainError(`${name}=${text} is not a TCP port (1 to 65535).`);
  });
  return Object.fromEntries(entries) as Ports;
}

/** Stops with one sentence per port that somebody else holds, before anything is started. */
export async function requireFree(ports: Ports, names: PortName[]): Promise<void> {
  const problems: string[] = [];
  for (const name of names) {
    if (!isPortFree(ports[name])) problems.push(sentence(name, ports[name]));
  }
  if (problems.length > 0) throw new PlainError(problems.join("\n"));
}

function sentence(name: PortName, port: number): string {
  const pid = pidListeningOn(port);
  const holder = pid ? `process ${pid}` : "another process";
  const stop = pid ? `stop it (kill ${pid})` : "stop it";
  return `Port ${port} (${name}) is in use by ${holder}: ${stop}, or choose another with ${name}=<port> npm start, or move all ports with HFT_PORT_BASE=<port> npm start.`;
}
