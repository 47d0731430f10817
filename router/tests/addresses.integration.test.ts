import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Router } from "../src/router.ts";
import { openPlainSocket } from "./fixtures/plain-socket.ts";
import { openSocket } from "./fixtures/socket-client.ts";
import { PASSWORD, startWorld, type World } from "./fixtures/world.ts";

const HERE = "203.0.113.7";
let world: World;
let trusting: Router;
let key: string;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"), { LIMIT_LOGIN_FAILURES_PER_ADDRESS: "2" });
  trusting = await world.replica({ TRUSTED_PROXIES: "127.0.0.0/8, 10.1.0.0/16" });
  const answer = await fetch(`${world.router.url}/auth/api-keys`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await world.login("demo")}`,
    },
    body: JSON.stringify({ name: "bound", addresses: [HERE] }),
  });
  key = ((await answer.json()) as { key: string }).key;
});
afterAll(() => world?.stop());

const from = (address: string) => ({ "x-forwarded-for": address });

async function statusOfLogin({ url }: Router, address: string, password = "wrong") {
  const { status } = await fetch(`${url}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json", ...from(address) },
    body: JSON.stringify({ username: `user-of-${address}`.slice(0, 32), password }),
  });
  return status;
}

it("[DOOR-010] counts failed logins of a client behind a trusted proxy for itself", async () => {
  expect(await statusOfLogin(trusting, "198.51.100.1")).toBe(401);
  expect(await statusOfLogin(trusting, "198.51.100.9, 198.51.100.1")).toBe(401);
  expect(await statusOfLogin(trusting, "198.51.100.1, 10.1.2.3")).toBe(429);
  expect(await statusOfLogin(trusting, "198.51.100.1", PASSWORD)).toBe(429);
  expect(await statusOfLogin(trusting, "198.51.100.2")).toBe(401);
  for (const i of [3, 4]) expect(await statusOfLogin(world.router, `198.51.100.${i}`)).toBe(401);
  expect(await statusOfLogin(world.router, "198.51.100.5")).toBe(429);
});

/** How a key bound to an address fares that comes from there, as far as the header says so. */
async function fareOf({ url }: Router, headers: Record<string, string>) {
  const credentials = { "x-api-key": key };
  const asked = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...credentials, ...headers },
    body: '{"query":"{ me }"}',
  });
  const graph = openSocket(url, { headers });
  await graph.opened();
  graph.send({ type: "connection_init", payload: credentials });
  const plain = openPlainSocket(url, { ...credentials, ...headers });
  const isIn = asked.status === 200;
  if (isIn) {
    await graph.wait(() => graph.messages[0]?.type === "connection_ack", "the ack");
    await plain.wait("auth_ok");
    for (const { socket } of [graph, plain]) socket.close();
  } else {
    expect(await graph.closed()).toMatchObject({ code: 4403 });
    expect(await plain.closed()).toMatchObject({ code: 4403 });
  }
  return asked.status;
}

it("[DOOR-010] admits a key that is bound to an address on requests and sockets alike", async () => {
  expect(await fareOf(trusting, from(HERE))).toBe(200);
  expect(await fareOf(trusting, from(`${HERE}, 198.51.100.1`))).toBe(401);
  expect(await fareOf(trusting, {})).toBe(401);
  expect(await fareOf(world.router, from(HERE))).toBe(401);
});
