// Changes to a valid JSON message: most change one value, some the text itself.
import type { Random } from "./random.ts";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);

const VALUES: ((random: Random) => Json)[] = [
  () => null,
  () => true,
  () => "",
  () => [],
  () => ({}),
  (random) => -random.below(1_000_000),
  (random) => random.pick([0, -0, 1e308, 1e-300, 9_007_199_254_740_992, 0.1 + 0.2]),
  (random) => random.pick(["-1", "0", "1e5", "NaN", "Infinity", "0x10", "1,5", " 1", "00.10"]),
  (random) => random.pick(["99999999999999999999", "0.000000001", "92233720368.54775808"]),
  (random) => random.pick(["é", "名", "\u202e", "\ud83d\ude00", "\0", "\n", "'; DROP TABLE x;--"]),
  (random) => random.pick(["BUY", "buy", "HOLD", "LIMIT", "STOP", "GTC", "market", "TESTJ"]),
  (random) => "x".repeat(random.pick([17, 49, 65, 1_000, 20_000])),
  (random) => nested(random.pick([3, 30, 300])),
  () => ({ __proto__: null, constructor: { prototype: {} } }) as unknown as Json,
];

/** Values that have the right form and a doubtful meaning, by the names that the doors give their fields. */
const DOUBTFUL: { names: RegExp; values: Json[] }[] = [
  { names: /qty|quantity/i, values: ["0", "-1", "0.5", "0.00000001", "1000000", "90000000000"] },
  { names: /px|price/i, values: ["0", "-1", "0.001", "0.00000001", "1000000", "90000000000"] },
  { names: /symbol/i, values: ["NOPE", "A", "TESTS", "TEST/J", "BRK.B", "0000000000000000"] },
  { names: /side/i, values: ["SELL", "BUY"] },
  { names: /type/i, values: ["MARKET", "LIMIT"] },
  { names: /tif|force/i, values: ["DAY", "GTC", "IOC", "FOK"] },
  { names: /client/i, values: ["~", "!", "x".repeat(48), "bad-again", "$(id)", "../../etc"] },
  { names: /^id$/i, values: ["0", "1", "42", "18446744073709551615"] },
  { names: /operationName/, values: ["Place", "Orders", "Nobody", "", "place"] },
  { names: /first|limit/i, values: [1, 500] },
  { names: /before/i, values: ["9999-12-31T00:00:00Z", "1600-01-01T00:00:00Z", "2026-02-30"] },
];

type Path = (string | number)[];

function leavesOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
  return path.length > 0 ? [path, ...inner] : inner;
}

const parentOf = (root: Json, path: Path): Record<string, Json> =>
  path
    .slice(0, -1)
    .reduce((at, name) => (at as Record<string, Json>)[name] as Json, root) as Record<string, Json>;

/** One place of it is another value, gone, or has a stranger beside it. `keep` names fields that stay. */
export function mutateValue(message: Json, random: Random, keep: readonly string[] = []): Json {
  const changed = structuredClone(message);
  const path = random.pick(leavesOf(changed).filter(([first]) => !keep.includes(String(first))));
  const [parent, name] = [parentOf(changed, path), String(path.at(-1))];
  const doubtful = DOUBTFUL.find(({ names }) => names.test(name))?.values;
  if (doubtful && !random.isOneIn(3)) parent[name] = random.pick(doubtful);
  else if (random.isOneIn(8)) delete parent[name];
  else if (random.isOneIn(10)) parent[`${name}2`] = random.pick(VALUES)(random);
  else parent[name] = random.pick(VALUES)(random);
  return changed;
}

/** The text of a message, changed as text. */
export function mutateText(text: string, random: Random): string {
  const at = random.below(text.length);
  return random.pick([
    () => text.slice(0, at),
    () => text + random.pick(["}", "]", "\0", "garbage", text]),
    () => text.slice(0, at) + String.fromCharCode(random.below(0x250)) + text.slice(at + 1),
    // The last of two equal names counts for most readers.
    () => text.replace("{", '{"id":"twice","id":"again",'),
    () => "[".repeat(1 + random.below(5_000)) + text,
    () => text.replace(/"/g, "'"),
    () => text.replace(/:/, random.pick(["", "=", "::"])),
  ])();
}

/** A mutated message as text: in one of four cases it is the text that is broken. */
export function mutateJson(message: Json, random: Random, keep: readonly string[] = []): string {
  if (random.isOneIn(4)) return mutateText(JSON.stringify(message), random);
  return JSON.stringify(mutateValue(message, random, keep));
}
