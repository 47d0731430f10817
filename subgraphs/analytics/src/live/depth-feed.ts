// Keeps the books whole: deltas from the feed, a snapshot whenever one is missing, and readers told of every change.
import type { FeedClient } from "@hft/engine-client";
import { SnapshotKind } from "@hft/engine-client";
import type { BookDelta, BookTop } from "@hft/wire";
import type { Books, Level } from "./books.ts";

/** A change of one book as readers get it. */
export interface DepthChange {
  symbol: string;
  levels: Level[];
  sequence: bigint;
  previousSequence: bigint;
  /** True when `levels` is the whole book, after a loss. */
  isSnapshot: boolean;
}

export interface DepthFeed {
  onDepth(message: BookDelta | BookTop): void;
  /** All books anew; called when the feed took a snapshot. */
  resync(symbol?: string): void;
  listenDepth(listener: (change: DepthChange) => void): () => void;
  listenTop(listener: (top: BookTop) => void): () => void;
}

export function createDepthFeed(books: Books, feed: () => FeedClient): DepthFeed {
  const depthListeners = new Set<(change: DepthChange) => void>();
  const topListeners = new Set<(top: BookTop) => void>();
  const syncing = new Set<string>();

  function onDelta(delta: BookDelta): void {
    const previousSequence = books.sequence(delta.symbol);
    if (delta.bookSequence <= previousSequence) return;
    if (!books.apply(delta)) return resync(delta.symbol);
    const { symbol, levels, isSnapshot, bookSequence: sequence } = delta;
    for (const listener of depthListeners)
      listener({ symbol, levels, sequence, previousSequence, isSnapshot });
  }

  function resync(symbol = ""): void {
    if (syncing.has(symbol)) return;
    syncing.add(symbol);
    feed()
      .replay.snapshot(SnapshotKind.BOOK, symbol)
      .then((snapshot) => {
        for (const message of snapshot.messages) if (message.type === "BookDelta") onDelta(message);
      })
      // The next delta that does not fit asks again.
      .catch(() => undefined)
      .finally(() => syncing.delete(symbol));
  }

  return {
    resync,
    onDepth(message) {
      if (message.type === "BookDelta") return onDelta(message);
      books.setTop(message);
      for (const listener of topListeners) listener(message);
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
