import { execFileSync } from "node:child_process";
import { ROOT } from "../lib/paths.ts";

/** Every file that is or may be committed, from the root. */
export function repositoryFiles(): string[] {
  const options = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", options, { cwd: ROOT, encoding: "utf8" });
  return listed.split("\n").filter(Boolean);
}
