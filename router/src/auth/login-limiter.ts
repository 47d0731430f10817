/** Counts failed logins by user name and by address. */
export interface LoginLimiter {
  /** Seconds to wait before another try, 0 when it may go on. */
  waitSeconds(username: string, address: string): number;
  failed(username: string, address: string): void;
  succeeded(username: string): void;
}

const WINDOW_MS = 300_000;
const MAX_KEYS = 50_000;

interface Count {
  failures: number;
  endsAtMs: number;
}

/** Fixed windows: simple to reason about, and a login storm costs one map entry per name. */
export function createLoginLimiter(options: {
  readonly loginFailuresPerUser: number;
  readonly loginFailuresPerAddress: number;
  readonly now?: () => number;
}): LoginLimiter {
  const now = options.now ?? Date.now;
  const counts = new Map<string, Count>();

  function live(key: string): Count | undefined {
    const count = counts.get(key);
    if (count && count.endsAtMs <= now()) {
      counts.delete(key);
      return undefined;
    }
    return count;
  }

  function add(key: string): void {
    const count = live(key) ?? { failures: 0, endsAtMs: now() + WINDOW_MS };
    count.failures += 1;
    if (counts.size >= MAX_KEYS) counts.delete(counts.keys().next().value ?? "");
    counts.set(key, count);
  }

  function wait(key: string, limit: number): number {
    const count = live(key);
    return count && count.failures >= limit ? Math.ceil((count.endsAtMs - now()) / 1000) : 0;
  }

  return {
    waitSeconds: (username, address) =>
      Math.max(
        wait(`u:${username}`, options.loginFailuresPerUser),
        wait(`a:${address}`, options.loginFailuresPerAddress),
      ),
    failed(username, address) {
      add(`u:${username}`);
      add(`a:${address}`);
    },
    succeeded(username) {
      counts.delete(`u:${username}`);
    },
  };
}
