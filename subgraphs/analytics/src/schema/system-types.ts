// How the platform itself is doing: processes and hop latencies.
import { RejectReasonEnum, StreamBatch } from "@hft/graphql-kit";
import { DateTimeNsScalar, SequenceScalar } from "@hft/service-kit";
import type { RejectReason } from "@hft/wire";
import { createUnionType, Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Instrument } from "./market-types.ts";

@ObjectType({ description: "One process or service as last asked." })
export class ProcessStatus {
  @Field(() => ID, { description: "engine, kafka-bridge, orders, …" })
  name!: string;
  @Field(() => Boolean, { description: "Whether it says that it is ready." })
  isReady!: boolean;
  @Field(() => String, {
    nullable: true,
    description: "What it says of itself, or why it could not be asked.",
  })
  detail!: string | null;
  @Field(() => Int, { nullable: true, description: "Process id, where it tells." })
  pid!: number | null;
  @Field(() => String, { nullable: true, description: "Version, where it tells." })
  version!: string | null;
  @Field(() => Float, { nullable: true, description: "How long the question took, milliseconds." })
  roundTripMs!: number | null;
  @Field(() => DateTimeNsScalar, { description: "When it was asked." })
  checkedTimeNs!: bigint;
}

@ObjectType({ description: "All processes whenever one of them changed, at least once a second." })
export class SystemStatusBatch extends StreamBatch {
  @Field(() => [ProcessStatus], { description: "Every process; empty in the first payload." })
  events!: ProcessStatus[];
}

@ObjectType({
  description: "Latency between two stamps of the engine, of commands of the last minutes.",
})
export class HopLatency {
  @Field(() => ID, { description: "From which stamp to which: `ingress → decided` and so on." })
  hop!: string;
  @Field(() => Int, { description: "Commands measured." })
  count!: number;
  @Field(() => Float, { description: "Median, microseconds." })
  p50Us!: number;
  @Field(() => Float, { description: "Microseconds." })
  p95Us!: number;
  @Field(() => Float, { description: "Microseconds." })
  p99Us!: number;
  @Field(() => Float, { description: "Microseconds." })
  p999Us!: number;
}

@ObjectType({ description: "The instrument is as asked." })
export class InstrumentAccepted {
  @Field(() => Instrument, { description: "The instrument after it." })
  instrument!: Instrument;
  @Field(() => SequenceScalar, { description: "Last engine sequence that it caused." })
  sequence!: bigint;
}
@ObjectType({ description: "The engine refused." })
export class InstrumentRejection {
  @Field(() => RejectReasonEnum, { description: "Why." })
  reason!: RejectReason;
  @Field(() => String, { description: "A sentence for a person." })
  text!: string;
}
@ObjectType({ description: "No answer in time. Send the same again: repeats change nothing." })
export class InstrumentOutcomeUnknown {
  @Field(() => ID, { description: "What was asked for." })
  symbol!: string;
}

export const InstrumentPayload = createUnionType({
  name: "InstrumentPayload",
  description: "What became of a command about an instrument.",
  types: () => [InstrumentAccepted, InstrumentRejection, InstrumentOutcomeUnknown] as const,
  resolveType: (value: object) => (value as { __typename: string }).__typename,
});
