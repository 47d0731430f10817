import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changesBetween } from './breaking.ts';
import { composeSupergraph } from './compose.ts';

const sdl = (name: string) => readFileSync(join(import.meta.dirname, `${name}.graphql`), 'utf8');
const names = ['orders', 'positions', 'analytics'];
const landed = Object.fromEntries(names.map((name) => [name, sdl(name)]));
const now = composeSupergraph(landed);

/** The supergraph with one line of one subgraph changed; the line must be there. */
function changed(subgraph: string, from: RegExp, to: string): string {
  const text = landed[subgraph] ?? '';
  expect(text).toMatch(from);
  return composeSupergraph({ ...landed, [subgraph]: text.replace(from, to) });
}

it('[SHIP-060] finds a field that is gone, and lets one be added', () => {
  const with_ = changed('orders', /^type Order (.*)\{$/m, 'type Order $1{\n  surplus: String\n');
  expect(changesBetween(now, with_)).toEqual({ breaking: [], dangerous: [] });
  expect(changesBetween(with_, now).breaking).toEqual(['Order.surplus was removed.']);
});

it('[SHIP-060] finds a new required input, and notes a new enum value', () => {
  const input = changed('orders', /^input PlaceOrderInput (.*)?\{$/m, 'input PlaceOrderInput $1{\n  surplus: String!\n');
  expect(changesBetween(now, input).breaking).toEqual([
    'A required field surplus on input type PlaceOrderInput was added.',
  ]);
  const value = changed('orders', /^enum TimeInForce (.*)?\{$/m, 'enum TimeInForce $1{\n  SURPLUS\n');
  expect(changesBetween(now, value)).toEqual({
    breaking: [],
    dangerous: ['SURPLUS was added to enum type TimeInForce.'],
  });
});
