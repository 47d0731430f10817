// What is known of a file from others than this engine. A day that is not here is only compared with itself.
import type { DayName } from "../lobster/day.ts";

export interface KnownDay {
  rowsCompared: number;
  imports: number;
  /** Rows where the file itself executes an order that was not the first of its level. */
  fifoExceptions: readonly number[];
}

const KNOWN: Readonly<Record<string, KnownDay>> = {
  "GOOG_2012-06-21_34200000_57600000_10": {
    rowsCompared: 147_915,
    imports: 44_451,
    fifoExceptions: [69_773, 131_725, 131_726, 131_727, 145_471],
  },
};

export const knownDay = ({ id }: DayName): KnownDay | undefined => KNOWN[id];
