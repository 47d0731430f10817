import { graphql } from "./generated/index.ts";

/** What the frame of every page needs to know of the user. */
export const ACCOUNTS = graphql(`
  query Accounts {
    me
    accounts { id available sequence }
  }
`);

/** Rules of every instrument: ticks and lots come from here, never from code. */
export const INSTRUMENTS = graphql(`
  query Instruments {
    instruments { symbol tickPx lotQty minQty maxQty currency lastPx }
  }
`);
