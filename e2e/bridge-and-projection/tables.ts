// The tables against the event log, as sets: what is missing, and what should not be there.
import { decode } from "@hft/wire";
import pg from "pg";
import type { Platform } from "../support/platform.ts";
import { readEventLog } from "../verify/segments.ts";

/** Templates of the events that become rows. */
export const ACCOUNT_EVENTS = { first: 40, last: 52 };
const FILL = 43;
/** What positions.account_events keeps: whatever changes an account's money, terms or state. */
const ACCOUNT_CHANGES = new Set([40, 43, 44, 45, 48, 49, 50, 51, 52]);

const isAccountEvent = (template: number): boolean =>
  template >= ACCOUNT_EVENTS.first && template <= ACCOUNT_EVENTS.last;

export interface Comparison {
  events: number;
  fills: number;
  orders: number;
  problems: string[];
}

interface Expected {
  events: Map<string, string>;
  fills: Set<string>;
  orders: Set<string>;
  /** Of schema positions: what fills realised, and the changes of accounts. */
  fillPnl: Set<string>;
  accountChanges: Set<string>;
}

function expectedOf(platform: Platform, upTo: bigint | null = null): Expected {
  const events = new Map<string, string>();
  const fills = new Set<string>();
  const orders = new Set<string>();
  const accountChanges = new Set<string>();
  for (const { sequence, bytes } of readEventLog(platform.eventLogDir)) {
    if (upTo !== null && sequence > upTo) break;
    const template = bytes.readUInt16LE(2);
    if (!isAccountEvent(template)) continue;
    events.set(String(sequence), bytes.toString("hex"));
    if (template === FILL) fills.add(String(sequence));
    if (ACCOUNT_CHANGES.has(template)) accountChanges.add(String(sequence));
    const message = decode(bytes);
    if (message?.type === "OrderAccepted" || message?.type === "OrderRejected")
      orders.add(String(message.orderId));
  }
  return { events, fills, orders, fillPnl: fills, accountChanges };
}

/** How many rows the log up to a place makes, table by table. */
export interface RowCounts {
  events: number;
  fills: number;
  accountChanges: number;
}

/** Of the log: reads all of it, but decodes nothing. */
export function dueRows(platform: Platform, upTo: bigint): RowCounts {
  const counts: RowCounts = { events: 0, fills: 0, accountChanges: 0 };
  for (const { sequence, bytes } of readEventLog(platform.eventLogDir)) {
    if (sequence > upTo) break;
    const template = bytes.readUInt16LE(2);
    if (isAccountEvent(template)) counts.events += 1;
    if (template === FILL) counts.fills += 1;
    if (ACCOUNT_CHANGES.has(template)) counts.accountChanges += 1;
  }
  return counts;
}

/** Of the tables: cheap enough to be asked again and again until a comparison is worth its while. */
export async function storedRows(platform: Platform, upTo: bigint): Promise<RowCounts> {
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT count(*)::int FROM orders.order_events WHERE sequence <= $1) AS events,
       (SELECT count(*)::int FROM positions.fill_pnl WHERE sequence <= $1) AS fills,
       (SELECT count(*)::int FROM positions.account_events WHERE sequence <= $1) AS "accountChanges"`,
    [upTo],
  );
  await client.end();
  return rows[0] as RowCounts;
}

/** Where the log ends now. */
export function lastSequence(platform: Platform): bigint {
  return readEventLog(platform.eventLogDir).at(-1)?.sequence ?? 0n;
}

async function storedIn(platform: Platform): Promise<Expected> {
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  const events = await client.query(
    "SELECT sequence, encode(payload, 'hex') AS hex FROM orders.order_events",
  );
  const fills = await client.query("SELECT sequence FROM public.executions");
  const orders = await client.query("SELECT order_id FROM public.orders");
  const fillPnl = await client.query("SELECT sequence FROM positions.fill_pnl");
  const accountChanges = await client.query("SELECT sequence FROM positions.account_events");
  await client.end();
  return {
    events: new Map(events.rows.map((row) => [row.sequence, row.hex])),
    fills: new Set(fills.rows.map((row) => row.sequence)),
    orders: new Set(orders.rows.map((row) => row.order_id)),
    fillPnl: new Set(fillPnl.rows.map((row) => row.sequence)),
    accountChanges: new Set(accountChanges.rows.map((row) => row.sequence)),
  };
}

const minus = (a: Iterable<string>, b: { has(key: string): boolean }): string[] =>
  [...a].filter((key) => !b.has(key));

/**
 * Compares once; call again until nothing is missing. The market goes on meanwhile, so what is later than `upTo` may be
 * missing still; nothing may ever be there that the log does not have.
 */
export async function compareTables(platform: Platform, upTo: bigint): Promise<Comparison> {
  const stored = await storedIn(platform);
  const expected = expectedOf(platform);
  const due = expectedOf(platform, upTo);
  const differing = [...stored.events].filter(
    ([sequence, hex]) => expected.events.get(sequence) !== hex,
  );
  const problems = [
    ...minus(due.events.keys(), stored.events).map((s) => `event ${s} is missing`),
    ...differing.map(([sequence]) => `event ${sequence} is not the log's`),
    ...minus(due.fills, stored.fills).map((s) => `execution ${s} is missing`),
    ...minus(stored.fills, expected.fills).map((s) => `execution ${s} is not in the log`),
    ...minus(due.fillPnl, stored.fillPnl).map((s) => `P&L of fill ${s} is missing`),
    ...minus(stored.fillPnl, expected.fillPnl).map((s) => `P&L of fill ${s} is of no fill`),
    ...minus(due.accountChanges, stored.accountChanges).map((s) => `account event ${s} is missing`),
    ...minus(stored.accountChanges, expected.accountChanges).map(
      (s) => `account event ${s} is not in the log`,
    ),
    ...minus(due.orders, stored.orders).map((id) => `order ${id} is missing`),
    ...minus(stored.orders, expected.orders).map((id) => `order ${id} is not in the log`),
  ];
  return {
    events: due.events.size,
    fills: due.fills.size,
    orders: due.orders.size,
    problems,
  };
}
