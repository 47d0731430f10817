import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Identifies a process for good: a pid is used again, a pid with its start time is not. */
export interface ProcessIdentity {
  pid: number;
  startTime: string;
}

function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name may hold blanks and brackets; the fields after its last bracket do not.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** Start time of a live process in clock ticks since boot; undefined when there is none (or only a zombie). */
export function startTimeOf(pid: number): string | undefined {
  const fields = statFields(pid);
  return fields && fields[0] !== "Z" ? fields[19] : undefined;
}

export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

export function isSameProcessAlive({ pid, startTime }: ProcessIdentity): boolean {
  return startTimeOf(pid) === startTime;
}

/** Sends a signal only when the pid still belongs to the process that was recorded. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isSameProcessAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}

/** The pid that listens on a TCP port, asked from the kernel; undefined when none is visible to us. */
export function pidListeningOn(port: number): number | undefined {
  const inode = listeningInode(port);
  if (inode === undefined) return undefined;
  for (const entry of readdirSync("/proc")) {
    if (/^\d+$/.test(entry) && holdsSocket(Number(entry), inode)) return Number(entry);
  }
  return undefined;
}

/** True when some process listens on a TCP port of this machine. */
export const isListening = (port: number): boolean => listeningInode(port) !== undefined;

function listeningInode(port: number): string | undefined {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readLines(table)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === "0A" && local?.endsWith(`:${wanted}`)) return inode;
    }
  }
  return undefined;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").slice(1);
  } catch {
    return [];
  }
}

function holdsSocket(pid: number, inode: string): boolean {
  try {
    const links = readdirSync(`/proc/${pid}/fd`);
    return links.some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  } catch {
    return false;
  }
}
