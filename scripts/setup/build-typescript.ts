import { runCommand } from "../lib/run-command.ts";

/** Services run compiled JavaScript; the compiler itself knows what is up to date. */
export async function buildTypescript(): Promise<void> {
  await runCommand(process.execPath, ["node_modules/typescript/bin/tsc", "-b"]);
}
