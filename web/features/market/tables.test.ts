import { print } from "graphql";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Services } from "../../lib/services.tsx";
import type { StreamHandlers } from "../../lib/stream/live-table.ts";
import { BOOK } from "./documents.ts";
import { createQuoteTable, type Quote } from "./tables.ts";

const quote = (symbol: string, lastPx: string | null): Quote => ({
  symbol,
  bidPx: "1",
  bidQty: "1",
  askPx: "2",
  askQty: "1",
  lastPx,
});

/** A started table of quotes, and the line that tells it. */
async function quoteTable() {
  let on: StreamHandlers<Quote> | undefined;
  const stream = (_document: unknown, _variables: unknown, handlers: StreamHandlers<Quote>) => {
    on = handlers;
    return () => undefined;
  };
  const table = createQuoteTable({ socket: { stream } } as unknown as Services, ["AAPL", "IBM"]);
  table.start();
  const tell = async (previous: bigint, sequence: bigint, ...events: Quote[]) => {
    on?.batch({ events, previousSequence: previous, sequence, cursor: "" });
    // The snapshot of quotes asks nobody, so it is there after a turn.
    await Promise.resolve();
    await Promise.resolve();
  };
  return { tell, lastPx: (symbol: string) => table.get(symbol)?.lastPx };
}

describe("the quotes", () => {
  beforeEach(() => void vi.stubGlobal("requestAnimationFrame", (run: () => void) => run()));
  afterEach(() => void vi.unstubAllGlobals());

  it("[TRM-026] keep the last price heard where a restarted server does not know it", async () => {
    const { tell, lastPx } = await quoteTable();
    await tell(100n, 100n);
    await tell(100n, 101n, quote("AAPL", "190.25"));
    await tell(101n, 102n, quote("AAPL", null));
    expect(lastPx("AAPL")).toBe("190.25");
    await tell(0n, 0n);
    expect(lastPx("AAPL")).toBe("190.25");
    await tell(0n, 1n, quote("AAPL", null), quote("IBM", null));
    expect([lastPx("AAPL"), lastPx("IBM")]).toEqual(["190.25", null]);
    await tell(1n, 2n, quote("AAPL", "191"));
    expect(lastPx("AAPL")).toBe("191");
  });
});

describe("the book", () => {
  it("[TRM-028] is asked for with all levels that the API gives: the deepest may become the best", () => {
    expect(print(BOOK)).toContain("depth: 500");
  });
});
