import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createConnection } from "./connection.ts";

describe("the connection", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function opened() {
    const connection = createConnection();
    const onDead = vi.fn();
    const stop = connection.watch(onDead);
    connection.onConnected({} as WebSocket);
    return { connection, onDead, stop };
  }

  it("shows the round trip of its ping", () => {
    const { connection } = opened();
    connection.onPing();
    vi.advanceTimersByTime(12);
    connection.onPong();
    expect(connection.getView()).toEqual({ kind: "live", rttMs: 12, silentSeconds: 0 });
  });

  it("is stale after two seconds without data, says how long, and recovers", () => {
    const { connection } = opened();
    vi.advanceTimersByTime(1_500);
    expect(connection.getView().kind).toBe("live");
    vi.advanceTimersByTime(3_000);
    expect(connection.getView()).toMatchObject({ kind: "stale", silentSeconds: 4 });
    connection.onData();
    expect(connection.getView()).toMatchObject({ kind: "live", silentSeconds: 0 });
  });

  it("gives up a line on which not even pings are answered", () => {
    const { connection, onDead } = opened();
    vi.advanceTimersByTime(10_000);
    connection.onPong();
    vi.advanceTimersByTime(10_000);
    expect(onDead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(3_000);
    expect(onDead).toHaveBeenCalled();
  });

  it("is down once closed, and no longer called stale", () => {
    const { connection } = opened();
    connection.onClosed();
    vi.advanceTimersByTime(10_000);
    expect(connection.getView()).toEqual({ kind: "down", rttMs: undefined, silentSeconds: 0 });
  });
});
