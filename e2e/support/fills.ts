// The fills of some accounts as each place of the platform holds them, all in the same text form.
import { formatDecimal } from "@hft/domain";
import { formatDateTimeNs } from "@hft/service-kit";
import { decode, type Fill } from "@hft/wire";
import { Kafka, logLevel } from "kafkajs";
import pg from "pg";
import { readEventLog } from "../verify/segments.ts";
import type { Platform } from "./platform.ts";
import type { User } from "./users.ts";

/** One fill as text; equal everywhere or something is wrong. */
export interface FillText {
  execId: string;
  accountId: string;
  symbol: string;
  side: string;
  lastPx: string;
  lastQty: string;
  liquidity: string;
  matchId: string;
  transactTimeNs: string;
}

export const byExecId = (rows: FillText[]): FillText[] =>
  rows.sort((a, b) =>
    Number(BigInt(a.execId.split(":")[1] ?? 0) - BigInt(b.execId.split(":")[1] ?? 0)),
  );

const textOf = (sessionId: string, fill: Fill): FillText => ({
  execId: `${sessionId}:${fill.sequence}`,
  accountId: fill.accountId,
  symbol: fill.symbol,
  side: fill.side,
  lastPx: formatDecimal(fill.lastPx),
  lastQty: formatDecimal(fill.lastQty),
  liquidity: fill.liquidity,
  matchId: String(fill.matchId),
  transactTimeNs: formatDateTimeNs(fill.transactTimeNs),
});

export interface LoggedFill {
  text: FillText;
  bytes: Buffer;
  fill: Fill;
}

/** From the engine's event log, the origin of all others. */
export function fillsOfLog(
  platform: Platform,
  sessionId: string,
  accounts: readonly string[],
): LoggedFill[] {
  return readEventLog(platform.eventLogDir).flatMap(({ bytes }) => {
    const fill = bytes.readUInt16LE(2) === 43 ? (decode(bytes) as Fill) : null;
    return fill && accounts.includes(fill.accountId)
      ? [{ text: textOf(sessionId, fill), bytes: Buffer.from(bytes), fill }]
      : [];
  });
}

export async function fillsOfPostgres(
  platform: Platform,
  accounts: readonly string[],
): Promise<FillText[]> {
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT session_id || ':' || sequence AS "execId", account_id AS "accountId", symbol, side, fill_price::text AS "lastPx",
       fill_qty::text AS "lastQty", liquidity, match_id AS "matchId", transact_time_ns AS ns
     FROM public.executions WHERE account_id = ANY($1)`,
    [accounts],
  );
  await client.end();
  return byExecId(
    rows.map(({ ns, ...row }) => ({ ...row, transactTimeNs: formatDateTimeNs(BigInt(ns)) })),
  );
}

const EXECUTIONS = `query ($after: Cursor) { executions(first: 500, after: $after) { pageInfo { hasNextPage endCursor }
  edges { node { id accountId symbol side lastPx lastQty liquidity matchId transactTimeNs } } } }`;

interface Page {
  executions: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: Omit<FillText, "execId"> & { id: string } }[];
  };
}

/** Page by page through the public list. */
export async function fillsOfGraphql(user: User): Promise<FillText[]> {
  const rows: FillText[] = [];
  for (let after: string | null = null; ; ) {
    const { executions }: Page = await user.graphql<Page>(EXECUTIONS, { after });
    rows.push(...executions.edges.map(({ node: { id, ...rest } }) => ({ execId: id, ...rest })));
    if (!executions.pageInfo.hasNextPage) return byExecId(rows);
    after = executions.pageInfo.endCursor;
  }
}

/** Record values by sequence of one topic, read from the beginning until `until` holds. */
export async function recordsOf(
  platform: Platform,
  topic: string,
  until: (bySequence: Map<string, Buffer>) => boolean,
): Promise<Map<string, Buffer>> {
  const kafka = new Kafka({
    clientId: "e2e",
    brokers: platform.brokers,
    logLevel: logLevel.NOTHING,
  });
  const consumer = kafka.consumer({ groupId: `e2e-${topic}-${Date.now()}`, maxWaitTimeInMs: 200 });
  const bySequence = new Map<string, Buffer>();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await new Promise<void>((done, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`${topic} did not hold what was waited for`)),
        60_000,
      );
      void consumer.run({
        eachMessage: async ({ message }) => {
          // Records that a story made up on purpose carry this header.
          const isMadeUp = message.headers?.["mutation"] !== undefined;
          if (message.value && !isMadeUp)
            bySequence.set(String(message.headers?.["sequence"]), message.value);
          if (until(bySequence)) {
            clearTimeout(timer);
            done();
          }
        },
      });
    });
  } finally {
    await consumer.disconnect();
  }
  return bySequence;
}
