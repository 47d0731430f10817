import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData, sharedDataMissing } from "@hft/testkit";
import { describe, expect, it } from "vitest";
import { type DayRow, dayOf } from "../src/lobster/day.ts";
import { LobsterFlow } from "../src/lobster/flow.ts";
import { type BookRow, parseBookRow, parseMessage } from "../src/lobster/rows.ts";
import { difference, explained } from "../src/verify/window.ts";
import { PlainBook } from "./plain-book.ts";

/** A flow after its first row, of two levels a side. */
function seeded(book: string) {
  const flow = new LobsterFlow();
  const engine = new PlainBook();
  const run = (text: string) => flow.step(parseMessage(`34200,${text}`));
  const align = (row: string) => {
    const aligned = flow.align(parseBookRow(row));
    for (const command of aligned.commands) engine.apply(command);
    return aligned;
  };
  align(book);
  return { flow, engine, run, align };
}

const BOOK = "101,5,100,5,102,5,99,5";

describe("LOBSTER flow", () => {
  it("[MKT-002] seeds one anonymous order a level", () => {
    const { flow, engine } = seeded(BOOK);
    expect(flow.refs.size).toBe(4);
    expect(difference(parseBookRow(BOOK), engine.levels())).toBeNull();
  });

  it("[MKT-002] turns each kind of message into its command and the rest into none", () => {
    const { run } = seeded(BOOK);
    expect(run("1,7,3,100,1").commands).toMatchObject([{ kind: "PLACE", ref: "7", side: "BUY" }]);
    expect(run("2,7,1,100,1").commands).toEqual([{ kind: "REDUCE", ref: "7", qty: 200_000_000n }]);
    expect(run("3,7,2,100,1").commands).toEqual([{ kind: "CANCEL", ref: "7" }]);
    const { commands, execution } = run("4,1,5,100,1");
    expect(commands).toMatchObject([{ kind: "TAKE", side: "SELL", px: 1_000_000n }]);
    expect(execution).toMatchObject({ maker: "a1", isSkipping: false });
    for (const type of [5, 6, 7]) expect(run(`${type},0,5,100,1`).commands).toEqual([]);
  });

  it("[MKT-002] charges what it never saw placed to the anonymous order of the level", () => {
    const { run } = seeded(BOOK);
    expect(run("3,900,2,101,-1").commands).toMatchObject([{ kind: "REDUCE", qty: 300_000_000n }]);
    expect(run("3,901,3,101,-1").commands).toMatchObject([{ kind: "CANCEL" }]);
  });

  it("[MKT-002] imports what enters at the far edge and cancels what leaves there", () => {
    const { engine, run, align } = seeded(BOOK);
    for (const command of run("3,900,5,100,1").commands) engine.apply(command);
    const entered = "101,5,99,5,102,5,98,40";
    expect(align(entered)).toMatchObject({ imports: 1, repairs: 0 });
    expect(difference(parseBookRow(entered), engine.levels())).toBeNull();
    for (const command of run("1,8,1,100,1").commands) engine.apply(command);
    const left = "101,5,100,1,102,5,99,5";
    expect(align(left)).toMatchObject({ imports: 0, commands: [{ kind: "CANCEL" }] });
    expect(difference(parseBookRow(left), engine.levels())).toBeNull();
  });

  it("[MKT-002] queues a level anew where the file passes over its first order", () => {
    const { engine, run, align } = seeded("101,5,100,1");
    const send = (text: string) => run(text).commands.flatMap((command) => engine.apply(command));
    send("3,900,1,100,1");
    for (const order of ["1,7,4,100,1", "1,8,4,100,1", "1,9,4,100,1"]) send(order);
    const skipping = run("4,8,4,100,1");
    expect(skipping.execution).toMatchObject({ maker: "8", isSkipping: true });
    expect(skipping.commands.flatMap((command) => engine.apply(command))).toEqual(["7"]);
    align("101,5,100,8");
    expect(run("4,7,4,100,1").execution).toMatchObject({ isSkipping: false });
    expect(difference(parseBookRow("101,5,100,8"), engine.levels())).toBeNull();
  });

  it("[MKT-010] places a level anew whose order somebody else has taken", () => {
    const { flow, align } = seeded(BOOK);
    expect(align(BOOK).commands).toEqual([]);
    flow.renew(new Set(["a1"]));
    const { commands } = align(BOOK);
    expect(commands).toMatchObject([
      { kind: "CANCEL", ref: "a1" },
      { kind: "PLACE", side: "BUY", px: 1_000_000n, qty: 500_000_000n },
    ]);
    expect(align(BOOK).commands).toEqual([]);
  });

  it("[MKT-003] keeps all 10 levels of the first 999 rows of AAPL equal", ({ skip }) => {
    const missing = sharedDataMissing();
    if (missing) skip(missing);
    const read = (name: string) =>
      gunzipSync(readFileSync(sharedData("order-flow", `lobster_AAPL_first998_${name}_10.csv.gz`)));
    const name = { id: "AAPL", symbol: "AAPL", date: "2012-06-21", depth: 10 };
    const replay = { flow: new LobsterFlow(), engine: new PlainBook(), before: EMPTY };
    let rows = 0;
    for (const row of dayOf(name, read("message"), read("orderbook")).rows()) {
      play(replay, row);
      replay.before = row.book;
      rows += 1;
    }
    expect(rows).toBe(999);
  });
});

const EMPTY: BookRow = { BUY: [], SELL: [] };

function play(
  { flow, engine, before }: { flow: LobsterFlow; engine: PlainBook; before: BookRow },
  { row, message, book }: DayRow,
): void {
  if (row > 1) {
    const { commands, execution } = flow.step(message);
    const hit = commands.flatMap((command) => engine.apply(command));
    if (execution) expect(hit, `row ${row}`).toEqual([execution.maker]);
    const levels = engine.levels();
    for (const side of ["BUY", "SELL"] as const)
      expect(levels[side].slice(0, 10), `row ${row}`).toEqual(explained(side, book, before, 10));
  }
  const { commands, repairs } = flow.align(book);
  for (const command of commands) engine.apply(command);
  expect(repairs, `row ${row}`).toBe(0);
  expect(difference(book, engine.levels()), `row ${row}`).toBeNull();
}
