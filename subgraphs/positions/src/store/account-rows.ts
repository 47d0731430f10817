// positions.accounts, positions.positions, positions.fill_pnl, positions.account_events.
import { type EngineEvent, engineEvent, numbers, packedBytes } from "@hft/engine-client";
import { type Fill, templateIdOf } from "@hft/wire";
import type { Pool, PoolClient } from "pg";
import type { PositionLive } from "../live/accounts-live.ts";

/** Columns of positions.accounts that an event tells; what it does not tell stays. */
export interface AccountPatch {
  accountId: string;
  sequence: bigint;
  kind?: string;
  isShortAllowed?: boolean;
  isEnabled?: boolean;
  cash?: bigint;
  reserved?: bigint;
}

/** What stands is joined in, since a row that is inserted needs every column. One patch of an account at most. */
const PATCH = `INSERT INTO positions.accounts (account_id, session_id, sequence, kind, is_short_allowed, is_enabled, cash, reserved)
  SELECT p.account_id, $1::uuid, p.sequence, COALESCE(p.kind, k.kind, 'CUSTOMER'),
    COALESCE(p.is_short_allowed, k.is_short_allowed, false), COALESCE(p.is_enabled, k.is_enabled, true),
    COALESCE(p.cash, k.cash, 0), COALESCE(p.reserved, k.reserved, 0)
  FROM unnest($2::text[], $3::bigint[], $4::text[], $5::bool[], $6::bool[], $7::bigint[], $8::bigint[])
    AS p (account_id, sequence, kind, is_short_allowed, is_enabled, cash, reserved)
    LEFT JOIN positions.accounts AS k ON k.account_id = p.account_id
  ON CONFLICT (account_id) DO UPDATE SET session_id = EXCLUDED.session_id, sequence = EXCLUDED.sequence,
    kind = EXCLUDED.kind, is_short_allowed = EXCLUDED.is_short_allowed, is_enabled = EXCLUDED.is_enabled,
    cash = EXCLUDED.cash, reserved = EXCLUDED.reserved`;

export async function patchAccounts(
  tx: PoolClient,
  sessionId: string,
  patches: readonly AccountPatch[],
): Promise<void> {
  if (patches.length === 0) return;
  const column = <T>(pick: (p: AccountPatch) => T): T[] => patches.map(pick);
  await tx.query(PATCH, [
    sessionId,
    column((p) => p.accountId),
    numbers(column((p) => p.sequence)),
    column((p) => p.kind),
    column((p) => p.isShortAllowed),
    column((p) => p.isEnabled),
    numbers(column((p) => p.cash)),
    numbers(column((p) => p.reserved)),
  ]);
}

export async function upsertPositions(
  tx: PoolClient,
  sessionId: string,
  positions: readonly PositionLive[],
): Promise<void> {
  if (positions.length === 0) return;
  const column = <T>(pick: (p: PositionLive) => T): T[] => positions.map(pick);
  await tx.query(
    `INSERT INTO positions.positions (session_id, account_id, symbol, quantity, cost, realized_pnl, sequence)
     SELECT $1::uuid, p.* FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) AS p
     ON CONFLICT (account_id, symbol) DO UPDATE SET session_id = EXCLUDED.session_id, quantity = EXCLUDED.quantity,
       cost = EXCLUDED.cost, realized_pnl = EXCLUDED.realized_pnl, sequence = EXCLUDED.sequence`,
    [
      sessionId,
      column((p) => p.accountId),
      column((p) => p.symbol),
      numbers(column((p) => p.quantity)),
      numbers(column((p) => p.cost)),
      numbers(column((p) => p.realizedPnl)),
      numbers(column((p) => p.sequence)),
    ],
  );
}

export async function insertFillPnl(
  tx: PoolClient,
  sessionId: string,
  fills: readonly Fill[],
): Promise<void> {
  if (fills.length === 0) return;
  const column = <T>(pick: (f: Fill) => T): T[] => fills.map(pick);
  await tx.query(
    `INSERT INTO positions.fill_pnl (session_id, sequence, account_id, symbol, realized_pnl, transact_time_ns)
     SELECT $1::uuid, f.* FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[]) AS f
     ON CONFLICT DO NOTHING`,
    [
      sessionId,
      numbers(column((f) => f.sequence)),
      column((f) => f.accountId),
      column((f) => f.symbol),
      numbers(column((f) => f.lastRealizedPnl)),
      numbers(column((f) => f.transactTimeNs)),
    ],
  );
}

/** What fills realised, by sequence; only those of the given accounts. */
export async function fillPnl(
  pool: Pool,
  sessionId: string,
  accounts: readonly string[],
  sequences: readonly bigint[],
): Promise<Map<bigint, bigint>> {
  const { rows } = await pool.query<{ sequence: string; realized_pnl: string }>(
    `SELECT sequence, realized_pnl FROM positions.fill_pnl
     WHERE session_id = $1 AND account_id = ANY($2) AND sequence = ANY($3)`,
    [sessionId, accounts, sequences],
  );
  return new Map(rows.map((row) => [BigInt(row.sequence), BigInt(row.realized_pnl)]));
}

type AccountEvent = EngineEvent & { message: { accountId: string } };

export async function insertAccountEvents(
  tx: PoolClient,
  sessionId: string,
  events: readonly AccountEvent[],
): Promise<void> {
  const { bytes, starts, lengths } = packedBytes(events);
  await tx.query(
    `INSERT INTO positions.account_events (session_id, sequence, account_id, template_id, payload)
     SELECT $1::uuid, e.sequence, e.account_id, e.template_id, substring($5::bytea FROM e.start FOR e.length)
     FROM unnest($2::bigint[], $3::text[], $4::int[], $6::int[], $7::int[])
       AS e (sequence, account_id, template_id, start, length)
     ON CONFLICT DO NOTHING`,
    [
      sessionId,
      numbers(events.map((e) => e.sequence)),
      events.map((e) => e.message.accountId),
      numbers(events.map((e) => templateIdOf(e.bytes))),
      ...[bytes, numbers(starts), numbers(lengths)],
    ],
  );
}

/** Events of these accounts with after < sequence ≤ upTo, in order. */
export async function accountEventsBetween(
  pool: Pool,
  sessionId: string,
  accounts: readonly string[],
  after: bigint,
  upTo: bigint,
): Promise<EngineEvent[]> {
  const { rows } = await pool.query<{ sequence: string; payload: Buffer }>(
    `SELECT sequence, payload FROM positions.account_events
     WHERE session_id = $1 AND account_id = ANY($2) AND sequence > $3 AND sequence <= $4 ORDER BY sequence`,
    [sessionId, accounts, after, upTo],
  );
  return rows.map((row) => engineEvent(sessionId, BigInt(row.sequence), row.payload));
}
