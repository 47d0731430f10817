// `npm run migrate`: brings the running database to the newest schema. Start does the same.
import { migrate } from "../packages/testkit/src/index.ts";
import { readPorts } from "./lib/ports.ts";
import { main, step } from "./lib/report.ts";
import { ensureSecrets } from "./lib/secrets.ts";
import { platformServices } from "./services.ts";

await main(async () => {
  const { secrets } = ensureSecrets();
  const { databaseUrl } = platformServices(readPorts(), secrets);
  await step("migrations", async () => {
    const done = await migrate(databaseUrl, secrets.postgresRoles);
    return done.length > 0 ? done.join(", ") : "up to date";
  });
});
