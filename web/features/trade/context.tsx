"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { ACCOUNTS, INSTRUMENTS } from "../../lib/graphql/documents.ts";
import type { InstrumentsQuery } from "../../lib/graphql/generated/graphql.ts";
import { decimalOf, formatDecimal, placesOf } from "../../lib/money/decimal.ts";
import { useServices } from "../../lib/services.tsx";
import { useStarted } from "../../lib/stream/use-live-table.ts";
import { watchLateFills } from "../blotter/late-fills.ts";
import {
  type Account,
  type AccountTable,
  createAccountTable,
  createFillTable,
  createOrderTable,
  createPositionTable,
  type FillTable,
  type OrderTable,
  type PositionTable,
} from "../blotter/tables.ts";
import {
  type BookTable,
  type CandleTable,
  createBookTable,
  createCandleTable,
  createQuoteTable,
  createTradeTable,
  type QuoteTable,
  type TradeTable,
} from "../market/tables.ts";
import { type PickedPrice, usePickedPrice } from "./picked-price.ts";
import { askUntilAnswered, type Trouble, troubleText } from "./static.ts";

export type Instrument = InstrumentsQuery["instruments"][number];

/** Everything that the panels of one symbol share. */
export interface Desk {
  readonly instrument: Instrument;
  readonly instruments: readonly Instrument[];
  readonly me: string;
  readonly accounts: readonly Account[];
  readonly book: BookTable;
  readonly trades: TradeTable;
  readonly candles: CandleTable;
  readonly quotes: QuoteTable;
  readonly orders: OrderTable;
  readonly positions: PositionTable;
  readonly fills: FillTable;
  readonly balances: AccountTable;
  readonly picked: PickedPrice;
}

const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs <DeskProvider>");
  return desk;
}

/** Shows a price of any symbol with the decimals of its tick. */
export function usePriceText(): (symbol: string, px: string | null | undefined) => string {
  const { instruments } = useDesk();
  return useMemo(() => {
    const places = new Map(instruments.map(({ symbol, tickPx }) => [symbol, placesOf(tickPx)]));
    return (symbol, px) => (px ? formatDecimal(decimalOf(px), places.get(symbol) ?? 2) : "–");
  }, [instruments]);
}

type Static = Pick<Desk, "instruments" | "me" | "accounts">;

/** Instruments and accounts are read once, and again until they answer. */
function useStatic(): { known: Static | undefined; trouble: Trouble | undefined } {
  const { api } = useServices();
  const [known, setKnown] = useState<Static>();
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    async function ask(): Promise<Static> {
      const [{ instruments }, { me, accounts }] = await Promise.all([
        api.query(INSTRUMENTS, {}),
        api.query(ACCOUNTS, {}),
      ]);
      return { instruments, me, accounts };
    }
    return askUntilAnswered(ask, { answered: setKnown, failed: setTrouble });
  }, [api]);
  return { known, trouble };
}

export function DeskProvider({ symbol, children }: { symbol: string; children: ReactNode }) {
  const { known, trouble } = useStatic();
  if (!known) return <p className="notice">{troubleText(trouble)}</p>;
  const instrument = known.instruments.find((one) => one.symbol === symbol);
  if (!instrument) return <p className="notice">{symbol} is not traded here.</p>;
  return (
    <Tables key={symbol} instrument={instrument} known={known}>
      {children}
    </Tables>
  );
}

function Tables(props: { instrument: Instrument; known: Static; children: ReactNode }) {
  const { instrument, known, children } = props;
  const services = useServices();
  const picked = usePickedPrice();
  const { symbol } = instrument;
  const tables = useMemo(
    () => ({
      book: createBookTable(services, symbol),
      trades: createTradeTable(services, symbol),
      candles: createCandleTable(services, symbol),
      quotes: createQuoteTable(
        services,
        known.instruments.slice(0, 50).map((one) => one.symbol),
      ),
      orders: createOrderTable(services),
      positions: createPositionTable(services),
      fills: createFillTable(services),
      balances: createAccountTable(services),
    }),
    [services, symbol, known],
  );
  useStarted(...Object.values(tables));
  useEffect(() => watchLateFills(services.api, tables.fills), [services, tables]);
  const desk = useMemo(
    () => ({ ...known, ...tables, instrument, picked }),
    [known, tables, instrument, picked],
  );
  return <DeskContext value={desk}>{children}</DeskContext>;
}
