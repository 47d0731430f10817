import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./paths.ts";

/** Hash of the contents of files, given relative to the root. */
export function hashOfFiles(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(join(ROOT, path)));
  return hash.digest("hex");
}

/**
 * Runs `work` only when the stamp does not say that it was done for this very input. The stamp is
 * written after the work, so work that was cut short is done again.
 */
export async function onceFor(
  stampFile: string,
  input: string,
  work: () => Promise<void>,
): Promise<string | undefined> {
  if (readIfThere(stampFile) === input) return "up to date";
  await work();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, input);
  return undefined;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
