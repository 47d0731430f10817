// node contracts/wire/check-compatible.ts [REV]: trading.xml against the schema that landed before it. Fields may only be
// appended. Without REV: the merge base with origin/main, or the last other version of the file in this branch.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { incompatibilities } from "./compatible.ts";
import { parseSchema } from "./schema.ts";

const FILE = "contracts/wire/trading.xml";
const root = join(import.meta.dirname, "../..");

/** Output of git, or null where it fails: no repository, no such revision, no such file in it. */
function git(...args: string[]): string | null {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}

const current = readFileSync(join(root, FILE), "utf8");

function landedBefore(): string | null {
  const base = git("merge-base", "HEAD", "origin/main")?.trim();
  if (base && git("show", `${base}:${FILE}`) !== current) return base;
  const commits = git("log", "--format=%H", "-2", "--", FILE)?.split("\n").filter(Boolean) ?? [];
  return commits.find((commit) => git("show", `${commit}:${FILE}`) !== current) ?? null;
}

const revision = process.argv[2] ?? landedBefore();
const before = revision && git("show", `${revision}:${FILE}`);
if (!before) {
  if (process.argv[2]) throw new Error(`${FILE} cannot be read at ${process.argv[2]}`);
  console.log(`OK: no earlier ${FILE} to compare with`);
} else {
  const problems = incompatibilities(parseSchema(before), parseSchema(current));
  for (const problem of problems) console.error(`incompatible with ${revision}: ${problem}`);
  if (problems.length === 0) console.log(`OK: ${FILE} only adds to ${revision.slice(0, 12)}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
