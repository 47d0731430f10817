import { runCommand } from "../lib/run-command.ts";

const node = (...args: string[]) => runCommand(process.execPath, args);

/** The codecs are checked in; a schema changed without generating again stops here. */
export async function checkGenerated(flags = ["--check"]): Promise<void> {
  await node("contracts/wire/generate.ts", ...flags);
}

/** SDL and OpenAPI are printed by the compiled services, so this comes after the compiler. */
export async function checkGraph(flags = ["--check"]): Promise<void> {
  await node("contracts/graphql/print.mjs", ...flags);
  await node("contracts/graphql/compose.ts", ...flags);
  await node("contracts/rest/print.mjs", ...flags);
}
