import type { FormattedExecutionResult, GraphQLFormattedError } from "graphql";
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
type Errors = readonly GraphQLFormattedError[];

/** The value of the root field, when there is one. */
export function rootOf(result: FormattedExecutionResult, root: string): Root | undefined {
  const value = result.data?.[root];
  return typeof value === "object" && value !== null ? (value as Root) : undefined;
}

/** One that says nothing of what happened, as where a field failed that must not be null. */
export function hasFailed({ result }: Batch, { root }: BatchNames): boolean {
  return (result.data?.[root] ?? null) === null;
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

/** Of events without a key; those with one are as many as there are keys. */
const MAX_UNKEYED_EVENTS = 5_000;

function keyOf(event: unknown, key: readonly string[]): string | undefined {
  if (key.length === 0 || typeof event !== "object" || event === null) return undefined;
  const parts = key.map((name) => Reflect.get(event, name) as unknown);
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

/** Latest event per key in the order of the last change; of events without a key the last ones. */
function latestPerKey(events: readonly unknown[], key: readonly string[]) {
  const keyed = new Map<string, unknown>();
  const unkeyed: unknown[] = [];
  for (const event of events) {
    const name = keyOf(event, key);
    if (name === undefined) unkeyed.push(event);
    else {
      keyed.delete(name);
      keyed.set(name, event);
    }
  }
  const isCut = unkeyed.length > MAX_UNKEYED_EVENTS;
  return { events: [...unkeyed.slice(-MAX_UNKEYED_EVENTS), ...keyed.values()], isCut };
}

/** Nothing is missing between the two, as far as a client can tell: only then they may become one. */
export function isNextOf(older: Batch, newer: Batch, names: BatchNames): boolean {
  const after = rootOf(newer.result, names.root);
  if (!after || hasFailed(older, names)) return false;
  const previous = after[names.previousSequence[0] ?? ""];
  const isKnown = previous !== undefined && older.sequence !== undefined;
  return !isKnown || String(previous) === older.sequence;
}

/** A batch of the same place that says something else. */
function retold(batch: Batch, root: Root, names: BatchNames, errors: Errors = []): Batch {
  const result: FormattedExecutionResult = {
    ...batch.result,
    data: { ...batch.result.data, [names.root]: root },
    ...(errors.length > 0 && { errors }),
  };
  return { ...batch, result, text: JSON.stringify(result) };
}

/** Both as one that starts where `older` does, unless what is left out matters: then a gap shows it. */
function joined(before: Root, after: Root, names: BatchNames, { mode, key }: StreamPolicy): Root {
  const root: Root = { ...after };
  let isConflated = before[names.conflated[0] ?? ""] === true;
  let isWhole = true;
  for (const name of names.events) {
    const all = [before[name], after[name]].flatMap((one) => (Array.isArray(one) ? one : []));
    const kept = mode === "CONFLATE" ? latestPerKey(all, key) : { events: all, isCut: false };
    isConflated ||= kept.events.length < all.length;
    isWhole &&= !kept.isCut;
    root[name] = kept.events;
  }
  if (isWhole) for (const name of names.previousSequence) root[name] = before[name];
  if (isConflated) set(root, names.conflated, true);
  return root;
}

/**
 * Joins two batches into one that says the same; only a CONFLATE stream may lose events, and says so.
 * Of two that do not follow each other only the newer is left: a LOSSLESS stream must send both.
 */
export function mergeBatches(
  older: Batch,
  newer: Batch,
  names: BatchNames,
  policy: StreamPolicy,
): Batch {
  const before = rootOf(older.result, names.root);
  const after = rootOf(newer.result, names.root);
  if (!after) return newer;
  if (!before || !isNextOf(older, newer, names)) {
    const root = { ...after };
    set(root, names.conflated, true);
    return retold(newer, root, names);
  }
  const errors = [...(older.result.errors ?? []), ...(newer.result.errors ?? [])];
  return retold(newer, joined(before, after, names, policy), names, errors);
}
