import { expect, it } from "vitest";
import { type StateChange, stateStream } from "./state-stream.ts";

/** A stream and how to change its state. */
function streamOf(start: bigint, now: StateChange<string>[] = []) {
  let push = (_: StateChange<string>[]) => {};
  const stream = stateStream<string>(
    start,
    (listener) => {
      push = listener;
      return () => undefined;
    },
    now,
  );
  const next = async () => (await stream.next()).value;
  return { next, change: (one: StateChange<string>) => push([one]) };
}
const of = (key: string, sequence: bigint) => ({ key, value: `${key}${sequence}`, sequence });

it("[MKT-025] tells the state as it is right after its empty greeting", async () => {
  const { next, change } = streamOf(9n, [of("a", 3n), of("b", 4n)]);
  expect(await next()).toMatchObject({ events: [], sequence: 9n, previousSequence: 9n });
  const state = { events: ["a3", "b4"], sequence: 10n, previousSequence: 9n, conflated: false };
  expect(await next()).toMatchObject(state);
  change(of("a", 12n));
  expect(await next()).toMatchObject({ events: ["a12"], sequence: 12n, previousSequence: 10n });
});

it("[MKT-025] gives each batch a higher number, also where a change has a lower one", async () => {
  const { next, change } = streamOf(9n);
  await next();
  change(of("a", 12n));
  expect(await next()).toMatchObject({ events: ["a12"], sequence: 12n });
  change(of("b", 11n));
  expect(await next()).toMatchObject({ events: ["b11"], sequence: 13n, previousSequence: 12n });
});

it("[MKT-025] gives a slow reader the latest of each key and says so", async () => {
  const { next, change } = streamOf(0n);
  await next();
  for (const one of [of("a", 1n), of("b", 2n), of("a", 3n)]) change(one);
  const latest = { events: ["b2", "a3"], sequence: 3n, previousSequence: 0n, conflated: true };
  expect(await next()).toMatchObject(latest);
});
