import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";

const HOME = "/var/tmp/hft-bare";
const BASE = join(HOME, "base");
export const CHROOT = join(HOME, "run");
/** Where the clone stands inside: below a folder closed to others, the hardest place for PostgreSQL. */
export const CLONE = "/root/platform";

/** How this machine reaches its registries; copied in at run time, never into the repository. */
const HOST_SETTINGS = [
  ...["/etc/resolv.conf", "/etc/hosts", "/etc/apt/sources.list", "/etc/apt/sources.list.d"],
  ...["/etc/apt/apt.conf.d/99artifact-registry", "/etc/apt/auth.conf.d", "/etc/npmrc"],
  ...[
    "/root/.npmrc",
    "/root/.m2/settings.xml",
    "/etc/pip.conf",
    "/usr/local/share/ca-certificates",
  ],
];

const PASSED_ON = /^(https?_proxy|no_proxy|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS)$/i;

/** A Debian 12 with nothing but nodejs, npm, git and ca-certificates; kept for the next run. */
export async function makeBase(): Promise<string | undefined> {
  if (existsSync(BASE)) return "kept from an earlier run";
  const partial = `${BASE}.new`;
  rmSync(partial, { recursive: true, force: true });
  await runCommand("debootstrap", ["--variant=minbase", "bookworm", partial, mirror()]);
  // npm of Debian is hundreds of packages in an order that debootstrap itself cannot find.
  for (const path of HOST_SETTINGS) copyIn(partial, path);
  const install = "apt-get install -y -qq --no-install-recommends nodejs npm git ca-certificates";
  await inRoom(partial, "/", "sh", "-c", `apt-get update -qq && ${install} && apt-get clean`);
  renameSync(partial, BASE);
  return undefined;
}

/** The archive this machine itself installs from. */
function mirror(): string {
  const lists = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];
  const text = lists.map((file) => (existsSync(file) ? readFileSync(file, "utf8") : "")).join("\n");
  const found = /^URIs:\s*(\S+)/m.exec(text) ?? /^deb\s+(?:\[.*?\]\s+)?(\S+)/m.exec(text);
  if (!found?.[1]) throw new Error(`No Debian archive is named in ${lists.join(" or ")}`);
  return found[1];
}

/** A fresh copy of the base with this machine's settings and a clone of the last commit. */
export async function makeRoom(): Promise<void> {
  rmSync(CHROOT, { recursive: true, force: true });
  await runCommand("cp", ["-a", BASE, CHROOT]);
  for (const path of HOST_SETTINGS) copyIn(CHROOT, path);
  for (const name of ["proc", "dev", "dev/shm"]) {
    execFileSync("mount", ["--bind", `/${name}`, join(CHROOT, name)]);
  }
  await inRoom(CHROOT, "/", "update-ca-certificates");
  await runCommand("git", ["clone", "--quiet", "--no-local", ROOT, join(CHROOT, CLONE)]);
}

function copyIn(room: string, path: string): void {
  if (!existsSync(path)) return;
  const target = join(room, path);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(path, target, { recursive: true, dereference: true, force: true });
}

/** The environment of a first login, with only the settings of the network from here. */
export function roomEnv(extra: Record<string, string> = {}): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const login = { HOME: "/root", USER: "root", TERM: "dumb", PATH: path, LANG: "C.UTF-8" };
  return { ...(Object.fromEntries(passed) as Record<string, string>), ...login, ...extra };
}

/** Arguments of chroot that run a command in a folder of the room. */
export const roomCommand = (room: string, cwd: string, ...command: string[]) => {
  const script = 'cd "$0" && exec "$@"';
  return [room, "/bin/sh", "-c", script, cwd, ...command];
};

async function inRoom(room: string, cwd: string, ...command: string[]): Promise<string> {
  const env = { ...roomEnv(), DEBIAN_FRONTEND: "noninteractive" };
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const args = ["-i", ...pairs, "chroot", ...roomCommand(room, cwd, ...command)];
  return (await runCommand("env", args)).output;
}
