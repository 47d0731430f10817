import type { Router } from "../../src/router.ts";
import { type ContractCheck, createContractCheck } from "../fixtures/contract-check.ts";
import { type Exchange, REAL_SDLS, startExchange } from "../fixtures/exchange.ts";
import { startWithoutPostgres, startWorldOf, type World } from "../fixtures/world.ts";

/** Orders that one account may send at once. */
export const BURST = 60;

/** What one request is made of, beside its method and path. */
export interface Call {
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
  at?: string;
}

/** What the tests read of answers by name; which of it an answer holds is for them to know. */
export interface Answer {
  readonly id: string;
  readonly order_id: string;
  readonly account_id: string;
  readonly client_order_id: string;
  readonly quantity: string;
  readonly status: string;
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly sequence: string;
  readonly avg_px: string | null;
  readonly reject_reason: string | null;
}

/** An answer that was checked. */
export interface Got<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly answer: T;
}

/** An order as programs of the older API send it. */
export const wish = (more: object = {}) => ({
  ...{ symbol: "AAPL", side: "BUY", quantity: "10", price: "190.25", order_type: "LIMIT" },
  ...more,
});

/** A router before an exchange, a second one without Postgres, and everybody logged in. */
export class RestWorld {
  world!: World<Exchange>;
  contract!: ContractCheck;
  lonely!: Router;
  readonly tokens: Record<string, string> = {};

  async start(databaseUrl: string): Promise<void> {
    const overrides = {
      LIMIT_ORDER_ENTRY_BURST: String(BURST),
      LIMIT_ORDER_ENTRY_PER_SECOND: "1",
      LIMIT_LOGIN_FAILURES_PER_USER: "3",
    };
    const start = startExchange;
    this.world = await startWorldOf(databaseUrl, { overrides, sdls: REAL_SDLS, start });
    this.contract = await createContractCheck(this.world.router.url);
    this.lonely = await startWithoutPostgres(this.world.env);
    for (const name of ["demo", "demo2", "several", "viewer", "tools", "admin"]) {
      this.tokens[name] = await this.world.login(name);
    }
  }

  async stop(): Promise<void> {
    await this.lonely?.stop();
    await this.world?.stop();
  }

  /** Any request; its answer must be as the document says. */
  readonly call = async <T = Answer>(
    method: string,
    path: string,
    options: Call = {},
  ): Promise<Got<T>> => {
    const { as = "demo", body, headers, at = this.world.router.url } = options;
    const token = this.tokens[as];
    const response = await fetch(`${at}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const answer = await this.contract.check(method, response);
    return { status: response.status, headers: response.headers, answer: answer as T };
  };

  readonly place = (more: object = {}, options: Call = {}) =>
    this.call("POST", "/api/order", { body: wish(more), ...options });
}
