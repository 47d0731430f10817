// Keeps the books whole: deltas from the feed, a snapshot whenever one is missing, and readers told of every change.
import type { FeedClient } from "@hft/engine-client";
import { SnapshotKind } from "@hft/engine-client";
import { createOpening } from "@hft/graphql-kit";
import type { BookDelta, BookTop, Message } from "@hft/wire";
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
  /** Asks for one book anew, or for all; called when the feed took a snapshot or may have lost depth. */
  resync(symbol?: string): void;
  /** Resolves once all books are known; rejects with ENGINE_UNAVAILABLE after 2 s. */
  ready(): Promise<void>;
  listenDepth(listener: (change: DepthChange) => void): () => void;
  listenTop(listener: (top: BookTop) => void): () => void;
}

const ALL = "";
/** Deltas of a symbol that wait for its book; more are not missed, a later one asks for the book again. */
const HELD_MAX = 1_000;

export function createDepthFeed(books: Books, feed: () => Pick<FeedClient, "replay">): DepthFeed {
  const depthListeners = new Set<(change: DepthChange) => void>();
  const topListeners = new Set<(top: BookTop) => void>();
  const opening = createOpening();
  const syncing = new Set<string>();
  const held = new Map<string, BookDelta[]>();
  /** To be asked for again: a symbol in which nothing happens would show its gap to nobody. */
  const owed = new Set<string>();

  function onDelta(delta: BookDelta): void {
    const { symbol, bookSequence: sequence } = delta;
    const levels = books.apply(delta);
    if (!levels) return hold(delta);
    if (delta.isSnapshot) onWholeBook(symbol);
    if (levels.length === 0) return;
    for (const listener of depthListeners) listener({ symbol, levels, sequence });
  }

  /** It may be newer than the book that is on its way. */
  function hold(delta: BookDelta): void {
    const list = held.get(delta.symbol) ?? [];
    list.push(delta);
    if (list.length > HELD_MAX) list.shift();
    held.set(delta.symbol, list);
    resync(delta.symbol);
  }

  /** The engine tells of a top when it moves; what it told meanwhile is lost as well. */
  function onWholeBook(symbol: string): void {
    const top = books.topOf(symbol);
    if (!isSameTop(books.top(symbol), top)) onTop(top);
    const waiting = held.get(symbol) ?? [];
    held.delete(symbol);
    for (const delta of waiting) onDelta(delta);
  }

  function onTop(top: BookTop): void {
    books.setTop(top);
    for (const listener of topListeners) listener(top);
  }

  function onBooks(symbol: string, messages: readonly Message[]): void {
    syncing.delete(symbol);
    for (const message of messages) if (message.type === "BookDelta") onDelta(message);
    if (symbol === ALL) opening.open();
  }

  function resync(symbol = ALL): void {
    owed.delete(symbol);
    // All may have been asked for before the loss; of one symbol, what is held shows whether the answer is enough.
    if (syncing.has(symbol)) return void (symbol === ALL && owed.add(ALL));
    syncing.add(symbol);
    feed()
      .replay.snapshot(SnapshotKind.BOOK, symbol)
      .then(({ messages }) => onBooks(symbol, messages))
      .catch(() => {
        syncing.delete(symbol);
        owed.add(symbol);
      });
  }

  return {
    resync,
    ready: opening.wait,
    onDepth(message) {
      for (const symbol of [...owed]) resync(symbol);
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
