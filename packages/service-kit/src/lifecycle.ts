import type { Log } from "./log.ts";

/** Something that is started once and stopped once. */
export interface Component {
  start?(): Promise<unknown> | unknown;
  stop?(): Promise<unknown> | unknown;
}

/** Starts components in the order they were added and stops them in reverse. */
export interface Lifecycle {
  add(name: string, component: Component): Lifecycle;
  start(): Promise<void>;
  /** Idempotent: a second call waits for the first. */
  stop(): Promise<void>;
  /** Stops on SIGTERM and SIGINT, then exits: 0 when all stopped in time, 1 otherwise. */
  stopOnSignals(): void;
}

function withDeadline(work: Promise<unknown>, limitMs: number, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${name} did not finish within ${limitMs} ms`)),
      limitMs,
    );
    work.then(() => resolve(), reject).finally(() => clearTimeout(timer));
  });
}

/** Makes a lifecycle; `deadlineMs` bounds each start and each stop. */
export function createLifecycle(deps: {
  readonly log: Log;
  readonly deadlineMs?: number;
}): Lifecycle {
  const limitMs = deps.deadlineMs ?? 10_000;
  const components: { name: string; component: Component }[] = [];
  const started: typeof components = [];
  let stopping: Promise<void> | undefined;
  let hasFailed = false;

  async function stopAll(): Promise<void> {
    for (const { name, component } of started.reverse()) {
      try {
        await withDeadline(Promise.resolve(component.stop?.()), limitMs, name);
        deps.log.debug({ component: name }, "Stopped component");
      } catch (error) {
        hasFailed = true;
        deps.log.error({ component: name, err: error }, "Component did not stop cleanly");
      }
    }
  }

  const lifecycle: Lifecycle = {
    add(name, component) {
      components.push({ name, component });
      return lifecycle;
    },
    async start() {
      for (const entry of components) {
        started.push(entry);
        await withDeadline(Promise.resolve(entry.component.start?.()), 6 * limitMs, entry.name);
        deps.log.info({ component: entry.name }, "Started component");
      }
    },
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
    stopOnSignals() {
      for (const signal of ["SIGTERM", "SIGINT"] as const) {
        process.once(signal, () => {
          void lifecycle.stop().then(() => process.exit(hasFailed ? 1 : 0));
        });
      }
    },
  };
  return lifecycle;
}
