// A program that knows only the older REST: its recorded requests are sent as they are, but for the credential; what it
// reads in the answers must be what it read then.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { newTrader, type User } from "../support/users.ts";

interface Recorded {
  say: string;
  request: { method: string; path: string; body?: string };
  answer: { status: number; body: unknown };
}

const RECORDED = JSON.parse(
  readFileSync(join(import.meta.dirname, "old-program.json"), "utf8"),
) as Recorded[];
const platform = new Platform(inject("platform"));

let user: User;
/** Names of the recording and what they are in this run; an id is learned where it first appears. */
const names = new Map([
  ["run", randomUUID().slice(0, 8)],
  ["symbol", "TESTC"],
]);

beforeAll(async () => {
  user = await newTrader(platform, "old");
});

const filled = (text: string): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names.get(name) ?? whole);

/** As such a program compares: numbers by value, whether they come as numbers or as text. */
function expectSame(recorded: unknown, got: unknown, where: string): void {
  if (Array.isArray(recorded)) {
    expect(got, where).toHaveLength(recorded.length);
    for (const [i, one] of recorded.entries()) {
      expectSame(one, (got as unknown[])[i], `${where}[${i}]`);
    }
    return;
  }
  for (const [field, wanted] of Object.entries(recorded as Record<string, unknown>)) {
    const value = (got as Record<string, unknown>)[field];
    const unknownName = typeof wanted === "string" ? /^\{(\w+)\}$/.exec(wanted)?.[1] : undefined;
    if (unknownName && !names.has(unknownName)) names.set(unknownName, String(value));
    if (typeof wanted === "number") expect(Number(value), `${where}.${field}`).toBe(wanted);
    else
      expect(value, `${where}.${field}`).toEqual(
        typeof wanted === "string" ? filled(wanted) : wanted,
      );
  }
}

it.each(RECORDED)("[REST-050] $say", async ({ request, answer }) => {
  const body = request.body && filled(request.body);
  const response = await fetch(`${user.url}${filled(request.path)}`, {
    method: request.method,
    headers: { authorization: `Bearer ${user.token}`, "content-type": "application/json" },
    ...(body && { body }),
  });
  const got: unknown = await response.json();
  expect(response.status, JSON.stringify(got)).toBe(answer.status);
  expectSame(answer.body, got, request.path);
});
