import type { Command, CommandClient } from "@hft/engine-client";
import type { Principal } from "@hft/service-kit";
import { encode } from "@hft/wire";
import { expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import type { LiveHub } from "./live-hub.ts";

const principal: Principal = {
  subject: "demo",
  roles: ["trader"],
  accounts: ["demo"],
  requestId: "r",
};
const cancelAll = (symbol: string): Command => ({
  ...{ type: "MassCancel", accountId: "demo", symbol, side: "BUY", isAnySide: true },
});

it("[ORD-037] refuses what could not even be written down for the engine", async () => {
  const written: Command[] = [];
  const client = {
    isReady: true,
    request: async (command: Command) => {
      encode(command);
      written.push(command);
    },
  } as unknown as CommandClient;
  const engine = createEngine(client, {} as LiveHub);
  const refused = (symbol: string) =>
    expect(engine.send(cancelAll(symbol), principal)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      message: expect.stringMatching(/^symbol (must be printable ASCII|was 17 characters)/),
    });
  await refused("\0");
  await refused("Ä");
  await refused("A".repeat(17));
  await engine.send(cancelAll("AAPL"), principal);
  expect(written).toEqual([cancelAll("AAPL")]);
});
