// An engine for one test, with an instrument and two accounts that hold money.
import { parseDecimal } from "@hft/domain";
import { CommandClient } from "@hft/engine-client";
import { type RunningEngine, startEngine } from "@hft/testkit";
import { ADMIN, openFunded } from "../support/engine.ts";

export const SYMBOL = "TESTA";
export const ACCOUNTS = ["left", "right"] as const;

export interface OwnEngine {
  readonly engine: RunningEngine;
  /** A PLATFORM connection. */
  readonly client: CommandClient;
  stop(): Promise<void>;
}

async function connect(engine: RunningEngine, role: "ADMIN" | "PLATFORM"): Promise<CommandClient> {
  const token = role === "ADMIN" ? engine.tokens.admin : engine.tokens.platform;
  const client = new CommandClient({ endpoint: engine.commandsEndpoint, token, role, name: "e2e" });
  client.start();
  await client.ready();
  return client;
}

async function furnish(admin: CommandClient): Promise<void> {
  const [tick, one, most] = [parseDecimal("0.01"), parseDecimal("1"), parseDecimal("1000000")];
  await admin.request(
    {
      ...{ type: "UpsertInstrument", symbol: SYMBOL, tickPx: tick, lotQty: one, minQty: one },
      ...{ maxQty: most, collarBps: 0, isShortable: true, calendar: "ALWAYS" },
      ...{ currency: "USD", venue: "internal" },
    },
    ADMIN,
  );
  for (const accountId of ACCOUNTS) {
    await openFunded(admin, accountId, parseDecimal("100000000"), "first");
  }
}

export async function startOwnEngine(dir: string, args: string[]): Promise<OwnEngine> {
  const engine = await startEngine({ dir, args });
  const admin = await connect(engine, "ADMIN");
  await furnish(admin);
  admin.stop();
  const client = await connect(engine, "PLATFORM");
  return {
    engine,
    client,
    async stop() {
      client.stop();
      await engine.stop();
    },
  };
}
