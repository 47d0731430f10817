import type { FormattedExecutionResult } from "graphql";
import type { StreamPolicy } from "../gateway/field-policies.ts";
import type { BatchNames } from "./stream-document.ts";

/** What clients of a stream get, with what the hub knows of it. */
export interface Batch {
  readonly result: FormattedExecutionResult;
  /** Made once and sent to every client. */
  readonly text: string;
  readonly sequence?: string | undefined;
  readonly cursor?: string | undefined;
}

type Root = Record<string, unknown>;

/** The value of the root field, when there is one. */
export function rootOf(result: FormattedExecutionResult, root: string): Root | undefined {
  const value = result.data?.[root];
  return typeof value === "object" && value !== null ? (value as Root) : undefined;
}

function set(root: Root, names: readonly string[], value: unknown): void {
  for (const name of names) root[name] = value;
}

/** The empty batch a client gets first: "live from here", `here` being the given one. */
export function emptyBatch(here: Batch, names: BatchNames): string | undefined {
  const root = rootOf(here.result, names.root);
  if (!root || here.sequence === undefined) return undefined;
  const empty: Root = { ...root };
  set(empty, names.events, []);
  set(empty, names.sequence, root[names.sequence[0] ?? ""] ?? here.sequence);
  set(empty, names.previousSequence, root[names.sequence[0] ?? ""] ?? here.sequence);
  set(empty, names.cursor, here.cursor ?? null);
  set(empty, names.conflated, false);
  return JSON.stringify({ data: { [names.root]: empty } });
}

const MAX_CONFLATED_EVENTS = 5_000;

function keyOf(event: unknown, key: readonly string[]): string | undefined {
  if (key.length === 0 || typeof event !== "object" || event === null) return undefined;
  const parts = key.map((name) => Reflect.get(event, name) as unknown);
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

/** Latest event per key in the order of the last change; events without a key all stay. */
function latestPerKey(events: readonly unknown[], key: readonly string[]): unknown[] {
  const kept = new Map<string, unknown>();
  events.forEach((event, index) => {
    const name = keyOf(event, key) ?? `#${index}`;
    kept.delete(name);
    kept.set(name, event);
  });
  return [...kept.values()].slice(-MAX_CONFLATED_EVENTS);
}

/** Joins two batches into one that says the same; only a CONFLATE stream may lose events, and says so. */
export function mergeBatches(
  older: Batch,
  newer: Batch,
  names: BatchNames,
  policy: StreamPolicy,
): Batch {
  const before = rootOf(older.result, names.root);
  const after = rootOf(newer.result, names.root);
  if (!before || !after) return newer;
  const merged: Root = { ...after };
  let isConflated = false;
  for (const name of names.events) {
    const all = [before[name], after[name]].flatMap((one) => (Array.isArray(one) ? one : []));
    const kept = policy.mode === "CONFLATE" ? latestPerKey(all, policy.key) : all;
    isConflated ||= kept.length < all.length;
    merged[name] = kept;
  }
  for (const name of names.previousSequence) merged[name] = before[name];
  for (const name of names.conflated) {
    merged[name] = isConflated || before[name] === true || after[name] === true;
  }
  const errors = [...(older.result.errors ?? []), ...(newer.result.errors ?? [])];
  const result: FormattedExecutionResult = {
    ...newer.result,
    data: { ...newer.result.data, [names.root]: merged },
    ...(errors.length > 0 && { errors }),
  };
  return { ...newer, result, text: JSON.stringify(result) };
}
