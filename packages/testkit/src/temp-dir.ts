import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A new folder that others may pass through (mkdtemp alone makes 0700, and PostgreSQL, which never
 * runs as root, could not reach its data below it).
 */
export function makeTempDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `hft-${name}-`));
  chmodSync(dir, 0o711);
  return dir;
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}
