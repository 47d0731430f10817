/**
 * Composes the checked-in subgraph SDL into `supergraph.graphql`. Nothing introspects a running
 * subgraph, so the same commit always gives the same supergraph. `--check` writes nothing and
 * fails when the checked-in supergraph is not what the SDL gives.
 */
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The subgraphs in the order in which they are composed; the URLs are what a default start uses. */
export const SUBGRAPHS = [
  { name: 'orders', url: 'http://127.0.0.1:4101/graphql' },
  { name: 'positions', url: 'http://127.0.0.1:4102/graphql' },
  { name: 'analytics', url: 'http://127.0.0.1:4103/graphql' },
] as const;

/** Composes SDL texts by subgraph name; throws with every composition error. */
export function composeSupergraph(sdlByName: Readonly<Record<string, string>>): string {
  const services = SUBGRAPHS.filter(({ name }) => sdlByName[name] !== undefined).map((one) => ({
    ...one,
    typeDefs: parse(sdlByName[one.name] ?? ''),
  }));
  const result = composeServices(services);
  if (result.errors) {
    throw new Error(`Composition failed:\n${result.errors.map((e) => `  ${e.message}`).join('\n')}`);
  }
  return `${result.supergraphSdl.trimEnd()}\n`;
}

function readSdl(folder: string): Record<string, string> {
  const files = SUBGRAPHS.map(({ name }) => [name, join(folder, `${name}.graphql`)] as const);
  return Object.fromEntries(
    files.filter(([, file]) => existsSync(file)).map(([name, file]) => [name, readFileSync(file, 'utf8')]),
  );
}

function main(isCheck: boolean): void {
  const folder = dirname(fileURLToPath(import.meta.url));
  const target = join(folder, 'supergraph.graphql');
  const sdl = readSdl(folder);
  const supergraph = composeSupergraph(sdl);
  const isFresh = existsSync(target) && readFileSync(target, 'utf8') === supergraph;
  console.log(`supergraph of ${Object.keys(sdl).join(', ')}: ${isFresh ? 'fresh' : 'changed'}`);
  if (isFresh) return;
  if (isCheck) {
    console.error('contracts/graphql/supergraph.graphql is stale; run compose.ts without --check');
    process.exitCode = 1;
    return;
  }
  writeFileSync(target, supergraph);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'));
