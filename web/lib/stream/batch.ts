/** What every stream of the platform carries; sequences are compared, never shown as numbers. */
export interface Batch<Event> {
  readonly events: readonly Event[];
  readonly sequence: bigint;
  readonly previousSequence: bigint;
  readonly cursor: string;
}

/** The state at one place of a stream. */
export interface Snapshot<Row> {
  readonly items: readonly Row[];
  readonly asOfSequence: bigint;
}

/** A batch as GraphQL sends it. */
export interface WireBatch<Event> {
  readonly events: readonly Event[];
  readonly sequence: string;
  readonly previousSequence: string;
  readonly cursor: string;
}

export const readBatch = <Event>(wire: WireBatch<Event>): Batch<Event> => ({
  events: wire.events,
  sequence: BigInt(wire.sequence),
  previousSequence: BigInt(wire.previousSequence),
  cursor: wire.cursor,
});
