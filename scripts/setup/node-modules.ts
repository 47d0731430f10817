import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import { hashOfFiles, onceFor } from "../lib/stamp.ts";

/** Install scripts stay off: what they would do is done by us (PostgreSQL's links) or shipped built. */
export async function installNodeModules(): Promise<string | undefined> {
  const input = hashOfFiles(["package-lock.json"]);
  return onceFor(inRoot("node_modules/.hft-lockfile"), input, async () => {
    await runCommand("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  });
}

/** A module built for another Node or libc must be found here, not by the first order. */
export async function checkNativeModules(): Promise<string | undefined> {
  const { version } = await import("zeromq");
  return `zeromq with libzmq ${version}`;
}
