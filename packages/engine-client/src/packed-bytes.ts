// Message bytes on their way into a bytea column.
import type { EngineEvent } from "./event.ts";

/** Where each event's bytes are within all; places count from 1, as SQL's substring does. */
export interface PackedBytes {
  bytes: Buffer;
  starts: number[];
  lengths: number[];
}

/** The bytes of many events as one value: an array of bytea would be written, sent and read as hexadecimal text. */
export function packedBytes(events: readonly EngineEvent[]): PackedBytes {
  let end = 1;
  const lengths = events.map(({ bytes }) => bytes.length);
  const starts = lengths.map((length) => {
    end += length;
    return end - length;
  });
  return { bytes: Buffer.concat(events.map(({ bytes }) => bytes)), starts, lengths };
}
