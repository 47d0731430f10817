import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, TOOLS } from "./places.mjs";
import { timed } from "./timed.mjs";

const NPM_VERSION = "11.21.2";

function versionOf(name) {
  try {
    return JSON.parse(readFileSync(join(TOOLS, "node_modules", name, "package.json"))).version;
  } catch {
    return undefined;
  }
}

/** Puts the pinned Node and npm under .tools/ with whatever npm the machine has. */
export function ensureToolchain() {
  const node = `node-linux-${process.arch}`;
  const nodeVersion = readFileSync(join(ROOT, ".nvmrc"), "utf8").trim();
  if (versionOf(node) === nodeVersion && versionOf("npm") === NPM_VERSION) return;
  timed(`Node ${nodeVersion} and npm ${NPM_VERSION} to .tools`, () => {
    mkdirSync(TOOLS, { recursive: true });
    writeFileSync(join(TOOLS, "package.json"), '{ "private": true }\n');
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
    npmInstall([...flags, `${node}@${nodeVersion}`, `npm@${NPM_VERSION}`]);
  });
}

function npmInstall(args) {
  const { status, stdout, stderr, error } = spawnSync("npm", ["install", ...args], {
    cwd: TOOLS,
    env: withoutOuterNpm(process.env),
    encoding: "utf8",
  });
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}${error ?? ""}`);
  console.error(`This failed in .tools: npm install ${args.join(" ")}`);
  process.exit(1);
}

/** `npm start` tells its children which project they belong to; .tools is another one. */
function withoutOuterNpm(env) {
  const belongsToOuter = /^npm_(package_|lifecycle_|command$|config_(local_)?prefix$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !belongsToOuter.test(name)));
}
