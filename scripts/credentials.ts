// `npm run credentials [-- --json]`: the users of this data folder with their passwords.
import { main, PlainError } from "./lib/report.ts";
import { credentialsTable, readSecrets } from "./lib/secrets.ts";

await main(async () => {
  const secrets = readSecrets();
  if (!secrets) throw new PlainError("There are no users yet: the first `npm start` makes them.");
  const json = process.argv.includes("--json");
  console.log(json ? JSON.stringify(secrets.users, null, 2) : credentialsTable(secrets));
});
