// node contracts/graphql/check-compatible.ts REV: the graph clients see against that of a revision. A breaking change
// fails; what is meant to break goes through @deprecated and another field first.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesBetween } from './breaking.ts';

const FILE = 'contracts/graphql/supergraph.graphql';
const root = join(import.meta.dirname, '../..');
const revision = process.argv[2];
if (!revision) {
  console.error('usage: node contracts/graphql/check-compatible.ts <revision to compare with>');
  process.exit(2);
}
const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 } as const;
const before = execFileSync('git', ['show', `${revision}:${FILE}`], options);
const { breaking, dangerous } = changesBetween(before, readFileSync(join(root, FILE), 'utf8'));
for (const change of dangerous) console.log(`note: ${change}`);
for (const change of breaking) console.error(`breaking: ${change}`);
console.log(`${breaking.length} breaking, ${dangerous.length} to note, against ${revision}`);
if (breaking.length > 0) process.exitCode = 1;
