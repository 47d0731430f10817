// Keeps the books whole: deltas from the feed, a snapshot whenever one is missing, and readers told of every change.
import type { FeedClient } from "@hft/engine-client";
import { SnapshotKind } from "@hft/engine-client";
import type { BookDelta, BookTop } from "@hft/wire";
import type { Books, Level } from "./books.ts";

/** A change of one book as readers get it. */
export interface DepthChange {
  symbol: string;
  /** As they are now, quantity 0 = gone: also after a loss, so that readers need not know of it. */
  levels: Level[];
  sequence: bigint;
}

export interface DepthFeed {
  onDepth(message: BookDelta | BookTop): void;
  /** Asks for one book anew, or for all; called when the feed took a snapshot or was connected. */
  resync(symbol?: string): void;
  listenDepth(listener: (change: DepthChange) => void): () => void;
  listenTop(listener: (top: BookTop) => void): () => void;
}

const ALL = "";

export function createDepthFeed(books: Books, feed: () => Pick<FeedClient, "replay">): DepthFeed {
  const depthListeners = new Set<(change: DepthChange) => void>();
  const topListeners = new Set<(top: BookTop) => void>();
  const syncing = new Set<string>();
  /** All books are to be asked for again: a symbol in which nothing happens would show its gap to nobody. */
  let isOwed = false;

  function onDelta(delta: BookDelta): void {
    const { symbol, bookSequence: sequence } = delta;
    const levels = books.apply(delta);
    if (!levels) return resync(symbol);
    if (delta.isSnapshot) onWholeBook(symbol);
    if (levels.length === 0) return;
    for (const listener of depthListeners) listener({ symbol, levels, sequence });
  }

  /** The engine tells of a top when it moves; what it told meanwhile is lost as well. */
  function onWholeBook(symbol: string): void {
    const top = books.topOf(symbol);
    if (!isSameTop(books.top(symbol), top)) onTop(top);
  }

  function onTop(top: BookTop): void {
    books.setTop(top);
    for (const listener of topListeners) listener(top);
  }

  function resync(symbol = ALL): void {
    const isUnderWay = syncing.has(symbol);
    if (symbol === ALL) isOwed = isUnderWay;
    if (isUnderWay) return;
    syncing.add(symbol);
    feed()
      .replay.snapshot(SnapshotKind.BOOK, symbol)
      .then(({ messages }) => {
        for (const message of messages) if (message.type === "BookDelta") onDelta(message);
      })
      // The next delta asks again.
      .catch(() => {
        if (symbol === ALL) isOwed = true;
      })
      .finally(() => syncing.delete(symbol));
  }

  return {
    resync,
    onDepth(message) {
      if (isOwed) resync();
      if (message.type === "BookDelta") onDelta(message);
      else onTop(message);
    },
    listenDepth(listener) {
      depthListeners.add(listener);
      return () => depthListeners.delete(listener);
    },
    listenTop(listener) {
      topListeners.add(listener);
      return () => topListeners.delete(listener);
    },
  };
}

const isSameTop = (a: BookTop | undefined, b: BookTop): boolean =>
  a?.bidPx === b.bidPx && a.bidQty === b.bidQty && a.askPx === b.askPx && a.askQty === b.askQty;
