import { existsSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import { hashOfFiles, onceFor } from "../lib/stamp.ts";

/** Next.js does not know by itself that nothing changed: the tracked and new files of web/ decide. */
export async function buildWeb(): Promise<string | undefined> {
  if (!existsSync(inRoot("web/app"))) return "not there yet";
  return onceFor(inRoot("web/.next/.hft-sources"), await hashOfSources("web"), async () => {
    await runCommand("npm", ["run", "build", "--workspace", "web"]);
  });
}

/** The page the router serves at /explorer, bundled by Vite. */
export async function buildExplorer(): Promise<string | undefined> {
  const stamp = inRoot("router/explorer/dist/.hft-sources");
  return onceFor(stamp, await hashOfSources("router/explorer"), async () => {
    await runCommand("npm", ["run", "build:explorer", "--workspace", "router"]);
  });
}

/** The tracked and new files of a folder, and what is installed. */
async function hashOfSources(folder: string): Promise<string> {
  const listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const { output } = await runCommand("git", [...listed, folder, "package-lock.json"]);
  const files = output.split("\n").filter((path) => path && existsSync(inRoot(path)));
  return hashOfFiles(files.sort());
}
