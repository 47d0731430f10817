// Brings database and broker to what the processes expect: roles, migrations, topics. Runs before
// them wherever something else than `npm start` starts them, such as compose. Again changes nothing.
import { loadConfig } from "../packages/service-kit/src/config.ts";
import { createTopics, migrate } from "../packages/testkit/src/index.ts";
import { prepareSettings } from "./container/settings.ts";
import { main, step } from "./lib/report.ts";

await main(async () => {
  const { databaseUrl, rolePasswords, kafka } = loadConfig(prepareSettings);
  await step("migrations", async () => {
    const done = await migrate(databaseUrl.reveal(), JSON.parse(rolePasswords.reveal()));
    return done.length > 0 ? done.join(", ") : "up to date";
  });
  await step("topics", async () => `${await createTopics(kafka.brokers)} created`);
});
