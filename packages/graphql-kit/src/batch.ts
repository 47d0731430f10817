// What every stream sends: changes only, in batches, with the place in the engine's stream.
import { CursorScalar, SequenceScalar } from "@hft/service-kit";
import { Field, ObjectType } from "type-graphql";

/** Fields of every batch beside its events. */
@ObjectType()
export class StreamBatch {
  @Field(() => SequenceScalar, {
    description:
      "Engine sequence of the last event here. The first payload is empty and says: live from here.",
  })
  sequence!: bigint;

  @Field(() => SequenceScalar, {
    description:
      "`sequence` of the batch before on this stream; another value there means that something is missing.",
  })
  previousSequence!: bigint;

  @Field(() => CursorScalar, {
    description:
      "Hand it back as `after` to go on behind this batch, on any replica. Empty on streams of state, which take no `after`.",
  })
  cursor!: string;

  @Field(() => Boolean, {
    description:
      "True when older changes were left out in favour of newer ones; never on private streams.",
  })
  conflated!: boolean;
}
