import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoginRefused, Session } from "./session.ts";

const ROUTER = "http://router.test";

/** A router that answers what the test says, and a browser's storage. */
function stand(...answers: (Response | Error)[]) {
  const asked: string[] = [];
  const storage = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
  vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
    asked.push(url.replace(`${ROUTER}/auth/`, ""));
    expect(options.credentials).toBe("include");
    const answer = answers.shift() ?? new Error("nobody answers");
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { session: new Session(ROUTER), asked, storage };
}

const grant = (token: string) => Response.json({ access_token: token, expires_in: 600 });
const refused = () => Response.json({ message: "User name or password is wrong" }, { status: 401 });

describe("the session", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("asks for nothing on a first visit", async () => {
    const { session, asked } = stand();
    await session.restore();
    expect(session.getState()).toEqual({ kind: "out" });
    expect(asked).toEqual([]);
  });

  it("comes back by its refresh cookie after a reload, and stores no token", async () => {
    const { session, storage } = stand(grant("one"), grant("two"));
    await session.login("demo", "secret");
    await session.restore();
    expect(session.authorization).toBe("Bearer two");
    expect(JSON.stringify([...storage])).not.toMatch(/one|two|secret/);
  });

  it("renews itself before the token ends, and tells those who listen", async () => {
    const { session, asked } = stand(grant("one"), grant("two"));
    await session.login("demo", "secret");
    const tokens: string[] = [];
    session.subscribe(() => tokens.push(session.authorization));
    await vi.advanceTimersByTimeAsync(511_000);
    expect(asked).toEqual(["login", "refresh"]);
    expect(tokens).toEqual(["Bearer two"]);
  });

  it("says why a login was refused", async () => {
    const { session } = stand(refused());
    const login = session.login("demo", "wrong");
    await expect(login).rejects.toThrow(new LoginRefused("User name or password is wrong"));
  });

  it("ends when the refresh is refused, but tries again when nobody answers", async () => {
    const { session, asked } = stand(grant("one"), new Error("down"), grant("two"), refused());
    await session.login("demo", "secret");
    expect(await session.refresh()).toBe(false);
    expect(session.getState().kind).toBe("in");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(session.authorization).toBe("Bearer two");
    expect(await session.refresh()).toBe(false);
    expect(session.getState()).toEqual({ kind: "out" });
    expect(asked).toEqual(["login", "refresh", "refresh", "refresh"]);
  });
});
