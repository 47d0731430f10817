import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Batch } from "../batch.ts";
import { createStreamOutlet, graphqlFrames } from "./stream-outlet.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const names = {
  root: "q",
  events: ["events"],
  sequence: ["seq"],
  previousSequence: ["prev"],
  cursor: [],
  conflated: ["conflated"],
};

function batch(prev: number, seq: number, ...events: { id: number }[]): Batch {
  const result = { data: { q: { events, seq, prev, conflated: false } } };
  return { result, text: JSON.stringify(result), sequence: String(seq) };
}

function start() {
  const sent: object[] = [];
  const socket = {
    ...{ bufferedBytes: 0, isClosing: false, hasRoom: true },
    close: () => undefined,
    send: (text: string) => void sent.push(JSON.parse(text).payload.data?.q ?? "failed"),
  };
  const policy = { mode: "CONFLATE", scope: "PUBLIC", key: ["id"] } as const;
  const frames = graphqlFrames("1");
  const outlet = createStreamOutlet({ frames, socket, policy, names, onEnded: () => undefined });
  return { outlet, sent, socket };
}

it.each([
  ["began anew", batch(150, 150)],
  ["failed once", { result: { data: null, errors: [] }, text: '{"data":null}' } satisfies Batch],
])(
  "[STR-023] tells a client that was too slow while its stream %s that something is missing",
  (_, between) => {
    const { outlet, sent, socket } = start();
    outlet.deliver(batch(98, 99, { id: 1 }));
    socket.hasRoom = false;
    for (const one of [batch(99, 100, { id: 2 }), between, batch(150, 151, { id: 3 })])
      outlet.deliver(one);
    socket.hasRoom = true;
    vi.advanceTimersByTime(100);
    expect(sent).toEqual([
      { events: [{ id: 1 }], prev: 98, seq: 99, conflated: false },
      { events: [{ id: 3 }], prev: 150, seq: 151, conflated: true },
    ]);
  },
);
