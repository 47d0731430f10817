"use client";
import { useMemo } from "react";

/** A price clicked in the book, on its way to the ticket. */
export interface PickedPrice {
  pick(px: string): void;
  listen(listener: (px: string) => void): () => void;
}

export function usePickedPrice(): PickedPrice {
  return useMemo(() => {
    const listeners = new Set<(px: string) => void>();
    return {
      pick(px) {
        for (const listener of listeners) listener(px);
      },
      listen(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    };
  }, []);
}
