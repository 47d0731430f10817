// What must hold of an event log, whatever was killed meanwhile. Each check returns the problems it found.
import { decode, type Fill, type Message } from "@hft/wire";

export interface LoggedEvent {
  sequence: bigint;
  bytes: Buffer;
}

type Decision = Extract<Message, { type: "OrderAccepted" | "OrderRejected" }>;

const decoded = (events: readonly LoggedEvent[]): Message[] =>
  events.map((e) => decode(e.bytes)).filter((m) => m !== null);
const idOf = (m: { accountId: string; clientOrderId: string }) =>
  `${m.accountId} ${m.clientOrderId}`;

/** I6: sequences are dense from 1. */
export function denseSequences(events: readonly LoggedEvent[]): string[] {
  return events
    .flatMap((e, i) =>
      e.sequence === BigInt(i + 1) ? [] : [`place ${i + 1} holds sequence ${e.sequence}`],
    )
    .slice(0, 5);
}

/** I1: every acknowledged id has exactly one decision in the log, and no id has two. */
export function oneDecisionEach(
  events: readonly LoggedEvent[],
  acknowledged: Iterable<string>,
): string[] {
  const decisions = new Map<string, number>();
  for (const m of decoded(events)) {
    if (m.type !== "OrderAccepted" && m.type !== "OrderRejected") continue;
    const id = idOf(m as Decision);
    decisions.set(id, (decisions.get(id) ?? 0) + 1);
  }
  const lost = [...acknowledged]
    .filter((id) => !decisions.has(id))
    .map((id) => `${id} was acknowledged but is not in the log`);
  const twice = [...decisions]
    .filter(([, count]) => count > 1)
    .map(([id, count]) => `${id} was decided ${count} times`);
  return [...lost, ...twice];
}

/** I3: one fill per match and side, and both sides agree. */
export function pairedFills(events: readonly LoggedEvent[]): string[] {
  const matches = new Map<bigint, Fill[]>();
  for (const m of decoded(events))
    if (m.type === "Fill") matches.set(m.matchId, [...(matches.get(m.matchId) ?? []), m]);
  return [...matches].flatMap(([matchId, fills]) => {
    const [a, b] = fills;
    const isPair =
      fills.length === 2 &&
      a?.side !== b?.side &&
      a?.lastPx === b?.lastPx &&
      a?.lastQty === b?.lastQty;
    return isPair ? [] : [`match ${matchId} has ${fills.length} fills or unequal sides`];
  });
}

/** I2: per order, fills add up to cumQty, which never passes orderQty. */
export function boundedFills(events: readonly LoggedEvent[]): string[] {
  const orders = new Map<bigint, { orderQty: bigint; cumQty: bigint }>();
  const problems: string[] = [];
  for (const m of decoded(events)) {
    if (m.type === "OrderAccepted") orders.set(m.orderId, { orderQty: m.orderQty, cumQty: 0n });
    if (m.type !== "Fill") continue;
    const order = orders.get(m.orderId);
    if (!order) problems.push(`fill of the unknown order ${m.orderId}`);
    else {
      order.cumQty += m.lastQty;
      if (order.cumQty !== m.cumQty || order.cumQty > order.orderQty)
        problems.push(`order ${m.orderId}: cumQty ${m.cumQty}, fills ${order.cumQty}`);
    }
  }
  return problems;
}

/** I12: what a subscriber saw is the log's list, no gap, no repeat. */
export function sameList(events: readonly LoggedEvent[], seen: readonly LoggedEvent[]): string[] {
  if (events.length !== seen.length)
    return [`log has ${events.length} events, subscriber saw ${seen.length}`];
  const at = events.findIndex(
    (e, i) =>
      e.sequence !== seen[i]?.sequence || !e.bytes.equals(seen[i]?.bytes ?? Buffer.alloc(0)),
  );
  return at < 0 ? [] : [`lists differ at place ${at + 1}`];
}
