// `npm run smoke`: sends one order through a running platform and finds it behind every door.
import { readPorts } from "./lib/ports.ts";
import { main, PlainError, step } from "./lib/report.ts";
import { readSecrets } from "./lib/secrets.ts";
import { contextOf } from "./process-environments.ts";
import { runSmoke } from "./smoke/run-smoke.ts";

await main(async () => {
  const ports = readPorts();
  const secrets = readSecrets();
  if (!secrets) throw new PlainError("Nothing was started here yet: run npm start first.");
  const context = contextOf(ports, secrets);
  await step("one order through every door", async () => {
    const { orderId, matchId, sequence } = await runSmoke(context);
    return `order ${orderId} match ${matchId} sequence ${sequence}`;
  });
});
