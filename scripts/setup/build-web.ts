import { existsSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import { hashOfFiles, onceFor } from "../lib/stamp.ts";

/** Next.js does not know by itself that nothing changed: the tracked and new files of web/ decide. */
export async function buildWeb(): Promise<string | undefined> {
  if (!existsSync(inRoot("web/app"))) return "not there yet";
  const list = [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "web",
    "package-lock.json",
  ];
  const { output } = await runCommand("git", list);
  const files = output.split("\n").filter((path) => path && existsSync(inRoot(path)));
  return onceFor(inRoot("web/.next/.hft-sources"), hashOfFiles(files.sort()), async () => {
    await runCommand("npm", ["run", "build", "--workspace", "web"]);
  });
}
