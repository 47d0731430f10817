// TypeGraphQL asks for it although we emit no metadata; first, so that decorated classes find it.
import "reflect-metadata";

export * from "./config.ts";
export * from "./config-settings.ts";
export * from "./connection.ts";
export * from "./cursor.ts";
export * from "./effects.ts";
export * from "./errors.ts";
export * from "./federated-schema.ts";
export * from "./health.ts";
export * from "./lifecycle.ts";
export * from "./log.ts";
export * from "./metrics.ts";
export * from "./principal.ts";
export * from "./scalars.ts";
export * from "./secret.ts";
export * from "./signing.ts";
export * from "./subgraph-server.ts";
