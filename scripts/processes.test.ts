import { expect, it } from "vitest";
import { readPorts } from "./lib/ports.ts";
import { makeSecrets } from "./lib/secrets.ts";
import { contextOf } from "./process-environments.ts";
import { ourProcesses } from "./processes.ts";

it("lets only what an order passes through come first", () => {
  const processes = ourProcesses(contextOf(readPorts({}), makeSecrets()));
  const first = processes.filter((one) => one.command().isBackground !== true);
  expect(first.map(({ name }) => name)).toEqual(["engine", "orders", "router"]);
});
