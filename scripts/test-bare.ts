// `npm run test:bare` (root only): a stranger's first minutes, in a Debian 12 that has only nodejs,
// npm, git and ca-certificates. Not part of `npm test`: it mounts and takes many minutes.
import { execFileSync } from "node:child_process";
import { readPorts } from "./lib/ports.ts";
import { main, PlainError, step } from "./lib/report.ts";
import { setUp } from "./setup/index.ts";

const COLD_LIMIT_S = 600;
const WARM_LIMIT_S = 60;

// Mounts live in a namespace of our own and vanish with it, however this ends.
if (process.env["HFT_BARE_INSIDE"] !== "1") {
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, HFT_BARE_INSIDE: "1" };
  try {
    const args = ["--mount", "--propagation", "private", "--kill-child", "--", ...self];
    execFileSync("unshare", args, { stdio: "inherit", env });
  } catch {
    process.exit(1);
  }
  process.exit(0);
}

await main(async () => {
  if (process.getuid?.() !== 0)
    throw new PlainError("test:bare needs root: it mounts and chroots.");
  await setUp();
  const { makeBase, makeRoom } = await import("./bare/chroot.ts");
  await step("Debian 12 with nodejs npm git ca-certificates", makeBase);
  await step("fresh copy, settings, clone of the last commit", makeRoom);
  const { playThrough } = await import("./bare/play-through.ts");
  // Ports of its own: the machine's usual ones may be somebody's.
  const ports = readPorts({ HFT_PORT_BASE: process.env["HFT_PORT_BASE"] ?? "24000" });
  await playThrough(ports, { coldS: COLD_LIMIT_S, warmS: WARM_LIMIT_S });
});
