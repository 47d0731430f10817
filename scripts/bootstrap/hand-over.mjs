import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT, TOOLS } from "./places.mjs";

/** Runs scripts/<command>.ts on the pinned Node and ends as it ends. */
export function handOver(command, args) {
  const node = join(TOOLS, "node_modules", `node-linux-${process.arch}`, "bin", "node");
  const script = join(ROOT, "scripts", `${command}.ts`);
  // setpriv: should this process be killed, the kernel asks the script to end in order.
  // kafkajs 2.2.4 sets timers of negative length, which Node 24 warns of; services do without (calm-kafkajs.ts).
  const options = ["--conditions=source", "--disable-warning=TimeoutNegativeWarning"];
  // Tests must not depend on what somebody wrote there for a platform of theirs.
  if (!/^(test|check|generate)/.test(command)) options.push("--env-file-if-exists=.env");
  const flags = ["--pdeathsig", "TERM", node, ...options, script];
  const child = spawn("setpriv", [...flags, ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...process.env,
      PATH: [join(TOOLS, "node_modules", ".bin"), process.env.PATH].join(delimiter),
      APOLLO_TELEMETRY_DISABLED: "1",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  });
  // Ctrl-C reaches the script by itself; a signal sent to this process alone does not.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  endWithNpm(child);
  child.on("error", (error) => {
    console.error(`setpriv (package util-linux) cannot be run: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}

/** kill -9 of `npm start` would leave us running for nobody: look for npm once a second. */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const npm = nameOf(parent) === "sh" ? parentOf(parent) : parent;
  setInterval(() => {
    if (process.ppid !== parent || nameOf(npm) === undefined) child.kill("SIGTERM");
  }, 1_000).unref();
}

function stat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
}

const nameOf = (pid) => stat(pid)?.match(/\((.*)\)/)?.[1];
const parentOf = (pid) => Number(stat(pid)?.match(/.*\) \S+ (\d+)/)?.[1]);
