import "reflect-metadata";
import { type DecimalError, formatDecimal, parseDecimal } from "@hft/domain";
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: "VALIDATION_FAILED" } });
}

/** GraphQL input to an integer scaled by 1e-8; refuses what cannot be held exactly. */
export function readDecimal(value: unknown): bigint {
  if (typeof value !== "string") refuse('Decimal must be a string, for example "190.25"');
  try {
    return parseDecimal(value);
  } catch (error) {
    return refuse((error as DecimalError).message);
  }
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** RFC 3339 text to nanoseconds since the Unix epoch. */
export function parseDateTimeNs(value: unknown): bigint {
  const match = typeof value === "string" ? RFC3339.exec(value) : null;
  const [, date, time, fraction = "", zone] = match ?? [];
  const ms = match ? Date.parse(`${date}T${time}${zone}`) : Number.NaN;
  if (Number.isNaN(ms))
    refuse("DateTimeNs must be RFC 3339, for example 2026-01-02T03:04:05.000000000Z");
  const ns = BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
  if (ns !== BigInt.asIntN(64, ns)) refuse("DateTimeNs must lie between the years 1678 and 2262");
  return ns;
}

/** Nanoseconds since the Unix epoch as RFC 3339 in UTC with nine digits. */
export function formatDateTimeNs(ns: bigint): string {
  const fraction = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = Number((ns - fraction) / 1_000_000_000n);
  const text = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${text}.${fraction.toString().padStart(9, "0")}Z`;
}

function serializeBigInt(name: string, format: (value: bigint) => string) {
  return (value: unknown): string => {
    if (typeof value !== "bigint")
      throw new TypeError(`${name} holds a bigint, got ${typeof value}`);
    return format(value);
  };
}

function stringLiteral(name: string, parse: (value: unknown) => bigint) {
  return (node: ValueNode): bigint => {
    if (node.kind !== Kind.STRING) refuse(`${name} must be written as a string`);
    return parse(node.value);
  };
}

/** Exact decimal: a string outside, a `bigint` scaled by 1e-8 inside. Numbers are refused. */
export const DecimalScalar = new GraphQLScalarType<bigint, string>({
  name: "Decimal",
  description:
    'Exact decimal number as a string, at most 8 decimals, e.g. "190.25". Never sent or accepted as a number.',
  serialize: serializeBigInt("Decimal", formatDecimal),
  parseValue: readDecimal,
  parseLiteral: stringLiteral("Decimal", readDecimal),
});

/** Time: RFC 3339 with nine digits outside, nanoseconds as `bigint` inside. */
export const DateTimeNsScalar = new GraphQLScalarType<bigint, string>({
  name: "DateTimeNs",
  description: "RFC 3339 time in UTC with nanoseconds, e.g. 2026-01-02T03:04:05.123456789Z.",
  serialize: serializeBigInt("DateTimeNs", formatDateTimeNs),
  parseValue: parseDateTimeNs,
  parseLiteral: stringLiteral("DateTimeNs", parseDateTimeNs),
});

function parseSequence(value: unknown): bigint {
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value)) {
    refuse("Sequence must be a string of digits");
  }
  return BigInt(value);
}

/** A position in the engine's stream: a string of digits outside, `bigint` inside. */
export const SequenceScalar = new GraphQLScalarType<bigint, string>({
  name: "Sequence",
  description: "Position in the engine's event stream (FIX MsgSeqNum idea), as a string of digits.",
  serialize: serializeBigInt("Sequence", String),
  parseValue: parseSequence,
  parseLiteral: stringLiteral("Sequence", parseSequence),
});

function parseCursorText(value: unknown): string {
  if (typeof value !== "string" || value.length > 512)
    refuse("Cursor must be a string we handed out");
  return value;
}

/** An opaque signed position; `cursor.ts` makes and reads the text. */
export const CursorScalar = new GraphQLScalarType<string, string>({
  name: "Cursor",
  description:
    "Opaque position in a stream or a list; hand it back as `after` to go on from there.",
  serialize: String,
  parseValue: parseCursorText,
  parseLiteral: (node) => parseCursorText(node.kind === Kind.STRING ? node.value : undefined),
});
