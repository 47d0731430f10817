import { z } from "zod";
import { replayFile } from "../../market/src/config.ts";
import { engineConfig, env, kafkaConfig, secret } from "../../packages/service-kit/src/config.ts";

/** What `scripts/prepare-database.ts` reads: it makes tables, roles and topics, then ends. */
export const prepareSettings = z.object({
  databaseUrl: env("DATABASE_URL", secret(), "owner of the database, postgres://…"),
  rolePasswords: env(
    "POSTGRES_ROLE_PASSWORDS",
    secret(),
    'passwords of the writer roles as JSON: {"orders": "…", "positions": "…", …}',
  ),
  kafka: kafkaConfig,
});

/** What `scripts/bootstrap-data.ts` reads: it sends config/*.json as ADMIN, then ends. */
export const bootstrapSettings = z.object({
  commandsEndpoint: engineConfig.shape.commandsEndpoint,
  token: env("ENGINE_TOKEN", secret(), "token of the ADMIN logon"),
  replayFile,
});
