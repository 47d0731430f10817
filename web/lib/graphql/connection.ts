/** What the connection pill shows. */
export interface ConnectionView {
  readonly kind: "connecting" | "live" | "stale" | "down";
  readonly rttMs: number | undefined;
  /** Whole seconds since the last data, while it is stale. */
  readonly silentSeconds: number;
}

export interface Connection {
  readonly socket: WebSocket | undefined;
  getView(): ConnectionView;
  subscribe(listener: () => void): () => void;
  onConnecting(): void;
  onConnected(socket: WebSocket): void;
  onData(): void;
  onPing(): void;
  onPong(): void;
  onClosed(): void;
  /** Looks twice a second whether data still comes; `onDead` is for a line that says nothing at all. */
  watch(onDead: () => void): () => void;
}

/** The status stream sends every second, so silence means that something is wrong. */
const STALE_AFTER_MS = 2_000;
const DEAD_AFTER_MS = 12_000;
const LOOK_EVERY_MS = 500;

export function createConnection(now: () => number = () => performance.now()): Connection {
  const listeners = new Set<() => void>();
  let view: ConnectionView = { kind: "connecting", rttMs: undefined, silentSeconds: 0 };
  let socket: WebSocket | undefined;
  let dataAtMs = now();
  let heardAtMs = now();
  let pingAtMs = 0;

  function set(next: ConnectionView): void {
    const isSame =
      next.kind === view.kind &&
      next.rttMs === view.rttMs &&
      next.silentSeconds === view.silentSeconds;
    if (isSame) return;
    view = next;
    for (const listener of listeners) listener();
  }

  function look(onDead: () => void): void {
    if (!socket) return;
    const silentMs = now() - dataAtMs;
    if (silentMs < STALE_AFTER_MS) set({ ...view, kind: "live", silentSeconds: 0 });
    else set({ ...view, kind: "stale", silentSeconds: Math.floor(silentMs / 1000) });
    if (now() - heardAtMs > DEAD_AFTER_MS) onDead();
  }

  return {
    get socket() {
      return socket;
    },
    getView: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnecting: () => set({ ...view, kind: view.kind === "down" ? "down" : "connecting" }),
    onConnected(opened) {
      socket = opened;
      dataAtMs = now();
      heardAtMs = now();
      set({ ...view, kind: "live", silentSeconds: 0 });
    },
    onData() {
      dataAtMs = now();
      heardAtMs = dataAtMs;
      if (view.kind === "stale") set({ ...view, kind: "live", silentSeconds: 0 });
    },
    onPing() {
      pingAtMs = now();
    },
    onPong() {
      heardAtMs = now();
      set({ ...view, rttMs: Math.max(1, Math.round(heardAtMs - pingAtMs)) });
    },
    onClosed() {
      socket = undefined;
      set({ kind: "down", rttMs: undefined, silentSeconds: 0 });
    },
    watch(onDead) {
      const timer = setInterval(() => look(onDead), LOOK_EVERY_MS);
      return () => clearInterval(timer);
    },
  };
}
