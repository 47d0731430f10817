import { createServer } from "node:net";
import { freePort } from "@hft/testkit";
import { expect, it } from "vitest";
import { readPorts, requireFree } from "./ports.ts";

it("a variable of its own wins over HFT_PORT_BASE, which wins over the known port", () => {
  expect(readPorts({}).ROUTER_PORT).toBe(8080);
  expect(readPorts({ HFT_PORT_BASE: "20000" })).toMatchObject({
    ROUTER_PORT: 20_000,
    WEB_PORT: 20_001,
  });
  const mixed = { HFT_PORT_BASE: "20000", WEB_PORT: "3003" };
  expect(readPorts(mixed).WEB_PORT).toBe(3003);
  expect(() => readPorts({ WEB_PORT: "high" })).toThrow("WEB_PORT=high is not a TCP port");
});

it("names a port in use, who holds it and what would help", async () => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, "127.0.0.1", resolve));
  const ports = { ...readPorts({}), WEB_PORT: port };
  await expect(requireFree(ports, ["WEB_PORT"])).rejects.toThrow(
    `Port ${port} (WEB_PORT) is in use by process ${process.pid}`,
  );
  await new Promise((resolve) => holder.close(resolve));
  await expect(requireFree(ports, ["WEB_PORT"])).resolves.toBeUndefined();
});
