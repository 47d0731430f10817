// `npm run secrets`: the files docker-compose.yml mounts, and a first .env. Once before the first
// `docker compose up`; again it writes the same secrets. Needs no package of the system.
import { copyFileSync, existsSync } from "node:fs";
import { secretFiles, writeSecretFiles } from "./container/secret-files.ts";
import { inRoot } from "./lib/paths.ts";
import { main } from "./lib/report.ts";
import { credentialsTable, ensureSecrets } from "./lib/secrets.ts";

await main(async () => {
  const { secrets } = ensureSecrets();
  const files = secretFiles(secrets);
  writeSecretFiles(inRoot("deploy/secrets"), files);
  console.log(`deploy/secrets: ${Object.keys(files).length} files, open to you alone`);
  if (!existsSync(inRoot(".env"))) {
    copyFileSync(inRoot("env.template"), inRoot(".env"));
    console.log(".env: copied from env.template");
  }
  console.log(`Users:\n${credentialsTable(secrets)}`);
});
