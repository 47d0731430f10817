import { existsSync } from "node:fs";
import { answersOk } from "./lib/http.ts";
import { inData, inRoot } from "./lib/paths.ts";
import type { PortName } from "./lib/ports.ts";
import { environments, type RunContext } from "./process-environments.ts";
import type { Supervised } from "./supervise/supervisor.ts";

/** One program of ours: what must be built, which ports it takes, how it is started. */
export interface OurProcess extends Supervised {
  ports: PortName[];
  /** A part of the product that is not there yet is left out rather than failed on. */
  isBuilt: boolean;
}

interface Entry {
  name: string;
  /** Binary, or compiled JavaScript that Node runs. */
  program: string;
  args?: string[];
  env?: Record<string, string>;
  /** The first answers /readyz. */
  ports: [PortName, ...PortName[]];
  /** Not on the way of an order: where processors are few it yields to what is. */
  isBackground?: true;
}

const NODE_FLAGS = ["--enable-source-maps"];
const ENGINE_BUILD = "engine/build/release";

/** In the order they start in; they stop in reverse. The market starts after bootstrap:data. */
export function ourProcesses(context: RunContext): OurProcess[] {
  const env = environments(context);
  const { endpoints, ports, services, tokensFile } = context;
  const entries: Entry[] = [
    {
      name: "engine",
      program: `${ENGINE_BUILD}/hft_engine`,
      args: [
        ...["--data-dir", inData("engine")],
        ...["--commands-endpoint", endpoints.commands],
        ...["--feed-endpoint", endpoints.feed],
        ...["--replay-endpoint", endpoints.replay],
        ...["--http-port", String(ports.ENGINE_HTTP_PORT)],
        ...["--tokens-file", tokensFile],
      ],
      ports: ["ENGINE_HTTP_PORT", "ENGINE_COMMANDS_PORT", "ENGINE_FEED_PORT", "ENGINE_REPLAY_PORT"],
    },
    {
      name: "bridge",
      program: `${ENGINE_BUILD}/hft_kafka_bridge`,
      args: [
        ...["--replay-endpoint", endpoints.replay],
        ...["--feed-endpoint", endpoints.feed],
        ...["--brokers", services.brokers],
        ...["--http-port", String(ports.BRIDGE_HTTP_PORT)],
      ],
      ports: ["BRIDGE_HTTP_PORT"],
      isBackground: true,
    },
    ...(["orders", "positions", "analytics"] as const).map((name) => ({
      name,
      program: `subgraphs/${name}/dist/main.js`,
      env: env.subgraph(name),
      ports: [`${name.toUpperCase()}_PORT`] as [PortName],
      ...(name !== "orders" && { isBackground: true as const }),
    })),
    { name: "router", program: "router/dist/main.js", env: env.router(), ports: ["ROUTER_PORT"] },
    {
      name: "web",
      program: "web/.next/standalone/web/server.js",
      env: env.web(),
      ports: ["WEB_PORT"],
      isBackground: true,
    },
    {
      name: "market",
      program: "market/dist/main.js",
      env: env.market(),
      ports: ["MARKET_HTTP_PORT"],
      isBackground: true,
    },
  ];
  return entries.map((entry) => toProcess(entry, context));
}

function toProcess(entry: Entry, { ports }: RunContext): OurProcess {
  const { name, args = [], env = {} } = entry;
  const program = inRoot(entry.program);
  const isScript = program.endsWith(".js");
  const ready = `http://127.0.0.1:${ports[entry.ports[0]]}/readyz`;
  return {
    name,
    ports: entry.ports,
    isBuilt: existsSync(program),
    logFile: inData(`logs/${name}.log`),
    command: () => ({
      file: isScript ? process.execPath : program,
      args: isScript ? [...NODE_FLAGS, program, ...args] : args,
      env,
      ...(entry.isBackground && { isBackground: true }),
    }),
    isReady: () => answersOk(ready),
  };
}
