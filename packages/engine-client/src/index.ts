export {
  type Command,
  CommandClient,
  type CommandClientOptions,
  type Requester,
} from "./command-client.ts";
export { EngineRefused, EngineTimeout, TooOld, UnknownSession } from "./errors.ts";
export { type EngineEvent, type EventMessage, engineEvent } from "./event.ts";
export {
  FeedClient,
  type FeedClientOptions,
  type FeedHandler,
  type FeedState,
} from "./feed-client.ts";
export {
  createKafkaSource,
  type FetchHandler,
  type KafkaBatch,
  type KafkaSource,
  type KafkaSourceOptions,
} from "./kafka-source.ts";
export { packedBytes } from "./packed-bytes.ts";
export { createProjection, type Projection, type ProjectionOptions } from "./projection.ts";
export { type EventCheck, isEventAtFault, type Quarantined } from "./quarantine.ts";
export { ReplayClient, type Snapshot, SnapshotKind } from "./replay-client.ts";
export { type GateStep, SequenceGate } from "./sequence-gate.ts";
export { decimals, numbers } from "./sql-arrays.ts";
export { together } from "./together.ts";
