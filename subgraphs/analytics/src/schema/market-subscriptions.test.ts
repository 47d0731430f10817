import { createCursorCodec, Secret } from "@hft/service-kit";
import type { InstrumentChanged } from "@hft/wire";
import { parse, subscribe } from "graphql";
import { beforeEach, expect, it } from "vitest";
import { createBooks } from "../live/books.ts";
import { createMarketLive } from "../live/market-live.ts";
import { buildAnalyticsSchema, type SchemaDeps } from "./index.ts";

const STREAMS = {
  book: (symbol: string) => `book(symbol: "${symbol}") { sequence }`,
  quotes: (symbol: string) => `quotes(symbols: ["AAPL", "${symbol}"]) { sequence }`,
  trades: (symbol: string) => `trades(symbol: "${symbol}") { sequence }`,
  candles: (symbol: string) =>
    `candleUpdates(symbol: "${symbol}", interval: ONE_MINUTE) { sequence }`,
};

const feed = { isLive: true };
let deps: SchemaDeps;
beforeEach(() => {
  feed.isLive = true;
  const live = createMarketLive();
  const none = () => () => undefined;
  const ready = async () => undefined;
  deps = {
    ...{ live, books: createBooks(), isLive: () => feed.isLive },
    hub: { sessionId: "s", lastSequence: 7n, listen: none, ready },
    depth: { listenDepth: none, listenTop: none, ready },
    codec: createCursorCodec(new Secret("a secret of the test")),
  } as unknown as SchemaDeps;
});
const list = (symbol: string) =>
  deps.live.reset({
    ...{ sessionId: "s", asOfSequence: 7n },
    messages: [{ type: "InstrumentChanged", symbol } as InstrumentChanged],
  });

/** The errors of a subscription, or nothing where it begins. */
async function refusalOf(stream: string) {
  const { schema } = await buildAnalyticsSchema(deps);
  const answer = await subscribe({ schema, document: parse(`subscription { ${stream} }`) });
  if (!("errors" in answer)) return undefined;
  return answer.errors?.map(({ message, extensions }) => `${extensions["code"]}: ${message}`)[0];
}
const quotesOf = (count: number) =>
  `quotes(symbols: [${Array.from({ length: count }, () => '"AAPL"').join()}]) { sequence }`;

it("[MKT-022] refuses quotes of no symbol and of more than 50", async () => {
  list("AAPL");
  for (const count of [0, 51]) {
    const refusal = `VALIDATION_FAILED: symbols must be 1 to 50, was ${count}`;
    expect(await refusalOf(quotesOf(count))).toBe(refusal);
  }
  for (const count of [1, 50]) expect(await refusalOf(quotesOf(count))).toBeUndefined();
});

it.each(Object.entries(STREAMS))(
  "[MKT-023] refuses %s of a symbol that is not traded, once the instruments are known",
  async (_name, of) => {
    expect(await refusalOf(of("NOPE"))).toBeUndefined();
    list("AAPL");
    expect(await refusalOf(of("NOPE"))).toBe('NOT_FOUND: There is no instrument "NOPE"');
    expect(await refusalOf(of("AAPL"))).toBeUndefined();
    feed.isLive = false;
    expect(await refusalOf(of("NOPE"))).toBeUndefined();
  },
);
