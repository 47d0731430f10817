// TypeGraphQL asks for it although we emit no metadata; first, so that decorated classes find it.
import 'reflect-metadata';
export * from './config.js';
export * from './connection.js';
export * from './cursor.js';
export * from './errors.js';
export * from './federated-schema.js';
export * from './health.js';
export * from './lifecycle.js';
export * from './log.js';
export * from './metrics.js';
export * from './principal.js';
export * from './scalars.js';
export * from './secret.js';
export * from './signing.js';
export * from './subgraph-server.js';
