// People of the stories: a login, GraphQL over POST and over one graphql-ws socket, as any third party would do it.
import { randomUUID } from "node:crypto";
import { parseDecimal } from "@hft/domain";
import { type Client, createClient } from "graphql-ws";
import WebSocket from "ws";
import { connectEngine, openFunded } from "./engine.ts";
import type { Platform } from "./platform.ts";

export interface GraphqlAnswer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export class User {
  readonly username: string;
  token: string;
  readonly url: string;
  constructor(username: string, token: string, url: string) {
    this.username = username;
    this.token = token;
    this.url = url;
  }

  /** The whole answer, errors included. */
  async ask<T>(
    query: string,
    variables: Record<string, unknown> = {},
    url = this.url,
  ): Promise<GraphqlAnswer<T>> {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer<T>;
  }

  /** The data; throws on any error. */
  async graphql<T>(
    query: string,
    variables: Record<string, unknown> = {},
    url = this.url,
  ): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables, url);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }

  socket(url = this.url): Client {
    return createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.token}` },
      shouldRetry: () => false,
      retryAttempts: 0,
    });
  }
}

export async function logIn(
  platform: Platform,
  username: string,
  password?: string,
): Promise<User> {
  const known = platform.secrets.users.find((user) => user.username === username)?.password;
  const response = await fetch(`${platform.routerUrl}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password: password ?? known }),
  });
  if (!response.ok)
    throw new Error(`login of ${username}: ${response.status} ${await response.text()}`);
  const { access_token } = (await response.json()) as { access_token: string };
  return new User(username, access_token, platform.routerUrl);
}

/** A new trader with a new account that holds money and may short. */
export async function newTrader(
  platform: Platform,
  name: string,
  cash = "100000000",
): Promise<User & { accountId: string; password: string }> {
  const username = `${name}-${randomUUID().slice(0, 6)}`;
  const password = randomUUID();
  const accountId = username.slice(0, 16);
  const engine = await connectEngine(platform, "e2e-admin", "admin");
  await openFunded(engine, accountId, parseDecimal(cash), randomUUID());
  engine.stop();
  const admin = await logIn(platform, "admin");
  const response = await fetch(`${platform.routerUrl}/auth/users`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${admin.token}` },
    body: JSON.stringify({ username, password, roles: ["trader"], accounts: [accountId] }),
  });
  if (!response.ok) throw new Error(`new user: ${response.status} ${await response.text()}`);
  return Object.assign(await logIn(platform, username, password), { accountId, password });
}
