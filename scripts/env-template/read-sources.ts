import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { inRoot, ROOT } from "../lib/paths.ts";

const PATTERNS = [
  /process\.env\.([A-Za-z_]\w*)/g,
  /process\.env\[\s*"(\w+)"\s*\]/g,
  /getenv\("(\w+)"\)/g,
  // k6's scripts, which have an environment of their own.
  /__ENV\["(\w+)"\]/g,
  /count\("(LOAD_\w+)"/g,
  // The test kit's table of names.
  /"(HFT_TEST_\w+)"/g,
];
const DESTRUCTURED = /const \{([^}]*)\} = process\.env/g;

/** Names of the variables the sources read from the environment themselves, outside schemas. */
export function variablesInSources(): Set<string> {
  const globs = ["*.ts", "*.tsx", "*.mjs", "*.cpp", "*.h"];
  const found = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...globs],
    { cwd: ROOT, encoding: "utf8" },
  );
  const names = new Set<string>();
  for (const path of found.split("\n").filter(isSource)) {
    for (const name of variablesIn(readFileSync(inRoot(path), "utf8"))) names.add(name);
  }
  return names;
}

/** Tests plant variables; the template's own words are no reading. */
const isSource = (path: string) =>
  path !== "" && !/\.test\.tsx?$|^scripts\/env-template\/|\/generated\//.test(path);

export function variablesIn(text: string): string[] {
  const direct = PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].map((hit) => hit[1]));
  const taken = [...text.matchAll(DESTRUCTURED)].flatMap((hit) => (hit[1] ?? "").split(","));
  return [...direct, ...taken]
    .map((name) => (name ?? "").split(":")[0]?.trim() ?? "")
    .filter(Boolean);
}

/** Names a compose file takes from .env or the environment. */
export function variablesInCompose(path: string): Set<string> {
  const text = readFileSync(inRoot(path), "utf8").replace(/^\s*#.*$/gm, "");
  return new Set([...text.matchAll(/\$\{(\w+)/g)].map((hit) => hit[1] ?? ""));
}
