import { runCommand } from "../lib/run-command.ts";

/** The codecs are checked in; a schema changed without generating again stops here. */
export async function checkGenerated(): Promise<void> {
  await runCommand(process.execPath, ["contracts/wire/generate.ts", "--check"]);
}
