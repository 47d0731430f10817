import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** PostgreSQL refuses to run as root; this is whom it runs as instead. */
export const SERVICE_USER = "hft-postgres";

export const isRoot = () => process.getuid?.() === 0;

/** Arguments of setpriv that leave root behind; none are needed otherwise. */
export const asServiceUser = () =>
  isRoot() ? [`--reuid=${SERVICE_USER}`, `--regid=${SERVICE_USER}`, "--clear-groups"] : ["--nnp"];

/** Makes the user of the database once; only root needs one, everybody else runs it as himself. */
export function ensureServiceUser(): void {
  try {
    execFileSync("id", ["-u", SERVICE_USER], { stdio: "ignore" });
  } catch {
    const options = [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
    ];
    execFileSync("useradd", [...options, SERVICE_USER]);
  }
}

/** False when a folder on the way (such as /root) is closed to other users. */
export function isOpenToOthers(path: string): boolean {
  for (let dir = resolve(path); dir !== "/"; dir = dirname(dir)) {
    const stats = statSync(dir, { throwIfNoEntry: false });
    if (stats && (stats.mode & 0o001) === 0) return false;
  }
  return true;
}

/** The place outside closed folders that belongs to one path, always the same for that path. */
export function openPlaceFor(path: string): string {
  const hash = createHash("sha256").update(resolve(path)).digest("hex").slice(0, 12);
  return `/var/tmp/hft-${hash}`;
}

/**
 * Makes `dir`, or, as root below a closed folder, a folder under /var/tmp that `dir` links to.
 * `owner` is the path whose hash names that folder.
 */
export function makeReachable(dir: string, owner: string): void {
  mkdirSync(dirname(dir), { recursive: true });
  if (!isRoot() || isOpenToOthers(dirname(dir))) {
    mkdirSync(dir, { recursive: true });
    return;
  }
  const real = join(openPlaceFor(owner), "postgres");
  mkdirSync(real, { recursive: true, mode: 0o755 });
  const link = lstatSync(dir, { throwIfNoEntry: false });
  if (link?.isSymbolicLink() && readlinkSync(dir) === real) return;
  symlinkSync(real, dir);
}
