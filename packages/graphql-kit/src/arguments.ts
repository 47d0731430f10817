// Arguments that many fields take, so that they read and mean the same everywhere.
import { CursorScalar } from "@hft/service-kit";
import { Arg, ID, Int } from "type-graphql";

/** `accountId`: one account of the caller's, or all. */
export const AccountArg = () =>
  Arg("accountId", () => ID, {
    nullable: true,
    description: "One of your accounts; all where left out.",
  });

/** `symbol`: what the field is about. */
export const SymbolArg = () => Arg("symbol", () => ID, { description: "FIX Symbol (55)." });

/** `first` of a page of history. */
export const FirstArg = () =>
  Arg("first", () => Int, { nullable: true, description: "Rows, 1 to 500; 50 where left out." });

/** `after` of a page of history. */
export const AfterRowArg = () =>
  Arg("after", () => CursorScalar, { nullable: true, description: "Cursor of the last row seen." });

/** `after` of a stream; `seen` says where such cursors come from. */
export const AfterArg = (seen: "batch" | "batch or snapshot") =>
  Arg("after", () => CursorScalar, {
    nullable: true,
    description: `Cursor of the last ${seen} seen; live from now where left out.`,
  });

const INTERVAL =
  "Milliseconds between payloads: 0, 16, 100 or 250. Applied per client by the router";

/** `intervalMs` of a stream; the router reads it. */
export const IntervalArg = (stream: "public" | "private") =>
  Arg("intervalMs", () => Int, {
    nullable: true,
    description: stream === "private" ? `${INTERVAL}; nothing is left out.` : `${INTERVAL}.`,
  });
