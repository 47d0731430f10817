// Which paths a page names that the repository does not have. Pure.
import { posix } from "node:path";

const FENCED = /^```[\s\S]*?^```/gm;
const LINK = /\]\(([^)\s]+)\)/g;
/** One word in backticks, without placeholders: commands, globs and `<name>`s are no paths. */
const WORD = /`([\w./-]+)`/g;
const SOURCE_FILE = /^[\w-][\w./-]*\.(ts|tsx|mjs|cpp|h|sql|md)$/;
/** What builds and set-up make is not kept. */
const MADE = /\/(dist|build|secrets)(\/|$)/;

/**
 * `files`: every file of the repository, from its root. A word counts as a path where it begins with a folder of the root,
 * or ends like a source file; the latter may leave out its folders.
 */
export function missingPaths(page: string, text: string, files: readonly string[]): string[] {
  const folder = posix.dirname(page);
  const roots = new Set(files.filter((file) => file.includes("/")).map((file) => rootOf(file)));
  const isThere = (path: string) =>
    files.some((file) => file === path || file.startsWith(`${path}/`));
  /** A file may be named without its ending. */
  const isNamed = (path: string) =>
    isThere(path) || files.some((file) => file.startsWith(`${path}.`));

  const isLinked = (target: string) => isThere(bare(posix.join(folder, target)));
  function isWritten(word: string): boolean {
    const path = bare(word);
    if (path.includes("/") && roots.has(rootOf(path)) && !MADE.test(path)) {
      return isNamed(path) || isNamed(posix.join(folder, path));
    }
    return !SOURCE_FILE.test(path) || files.some((file) => `/${file}`.endsWith(`/${path}`));
  }

  const prose = text.replace(FENCED, "");
  const links = hits(prose, LINK).filter((target) => !/^([a-z]+:|#)/.test(target));
  return [
    ...links.filter((target) => !isLinked(target.replace(/#.*/, ""))),
    ...hits(prose, WORD).filter((word) => !isWritten(word)),
  ];
}

const rootOf = (path: string) => path.split("/")[0] ?? "";
const bare = (path: string) => path.replace(/\/$/, "");
const hits = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((hit) => hit[1] ?? "");
