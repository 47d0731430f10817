"use client";
import type { FormEvent } from "react";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { topOf } from "../book/logic.ts";
import { useConnection } from "../connection/use-connection.ts";
import { useDesk } from "../trade/context.tsx";
import { PriceField, QuantityField, SideAndType } from "./fields.tsx";
import { estimateOf, problemOf, sentenceOf } from "./logic.ts";
import { ProgressLine } from "./progress-line.tsx";
import { useTicket } from "./use-ticket.ts";

/** Order entry. The button says what it does, and says why when it cannot. */
export function Ticket() {
  const { instrument, book, balances } = useDesk();
  const { draft, change, progress, submit } = useTicket();
  const connection = useConnection();
  const top = topOf(useTable(book).rows);
  const account = useTable(balances).rows.find(({ id }) => id === draft.accountId);
  const { worth, available } = estimateOf(draft, top, account);
  const isUnknown = progress.kind === "unknown";
  const isLocked = progress.kind === "sending" || isUnknown;
  const problem =
    connection.kind === "down"
      ? "Disconnected: no order can be sent."
      : problemOf(draft, instrument);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!problem) void submit();
  }
  return (
    <section
      aria-label="Order ticket"
      data-box="ticket"
      className="panel flex min-h-0 min-w-0 flex-col"
    >
      <div className="panel-head">
        <h2>Order ticket</h2>
      </div>
      <form onSubmit={onSubmit} className="grid gap-3 p-3">
        <SideAndType draft={draft} change={change} isLocked={isLocked} />
        <QuantityField draft={draft} change={change} isLocked={isLocked} />
        <PriceField draft={draft} change={change} isLocked={isLocked} top={top} />
        <dl className="grid grid-cols-[auto_1fr] gap-y-1">
          <dt className="text-dim">Worth</dt>
          <dd className="num">{worth}</dd>
          <dt className="text-dim">Available</dt>
          <dd className="num">{available}</dd>
        </dl>
        {connection.kind === "stale" ? (
          <p className="text-warn">Prices are {connection.silentSeconds} s old.</p>
        ) : null}
        <button
          type="submit"
          data-testid="submit"
          disabled={problem !== "" || progress.kind === "sending"}
          className={`button primary truncate ${draft.side === "BUY" ? "buy" : "sell"}`}
        >
          {isUnknown ? "Send the same order again" : sentenceOf(draft, instrument)}
        </button>
        <p className="min-h-4 text-warn" data-testid="problem">
          {problem}
        </p>
        <ProgressLine progress={progress} />
      </form>
    </section>
  );
}
