// The older API: bodies, queries and paths.
import type { User } from "../../support/users.ts";
import type { Door } from "../door.ts";
import { mutateJson } from "../json-mutations.ts";
import type { Random } from "../random.ts";
import { restOrder, SYMBOL } from "./messages.ts";

interface Request {
  method: string;
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

const QUERIES = ["limit", "symbol", "side", "status", "after", "by", "account_id", "nonsense"];
const VALUES = [
  "",
  "-1",
  "0",
  "501",
  "1e9",
  "BUY",
  "NEW,FILLED",
  SYMBOL,
  "%00",
  "%F0%9F",
  "x".repeat(600),
];
const PATHS = ["orders", "executions", "positions"];
const IDS = ["1", "0", "-1", "abc", "%2e%2e%2f", "%00", "9".repeat(40), "1?by=client_order_id"];

function mutatedRequest(random: Random): Request {
  if (random.isOneIn(3)) {
    const both = [random.pick(QUERIES), random.pick(QUERIES)];
    const query = random.isOneIn(2)
      ? `symbol=${random.pick(["NOPE", SYMBOL, "A"])}&limit=${1 + random.below(500)}`
      : `${both[0]}=${random.pick(VALUES)}&${both[1]}=${random.pick(VALUES)}`;
    return { method: "GET", path: `/api/${random.pick(PATHS)}?${query}` };
  }
  if (random.isOneIn(5)) {
    return { method: random.pick(["GET", "DELETE"]), path: `/api/orders/${random.pick(IDS)}` };
  }
  const body = mutateJson(restOrder(), random);
  const headers = random.isOneIn(8)
    ? { "idempotency-key": random.pick(["", "a b", "x".repeat(49), "ok-key"]) }
    : {};
  return { method: "POST", path: "/api/order", body, headers };
}

export function openRest(user: User): Door {
  const call = async ({ method, path, body, headers }: Request) => {
    const response = await fetch(`${user.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${user.token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, text: await response.text() };
  };
  return {
    name: "REST",
    async send(random) {
      const { status, text } = await call(mutatedRequest(random));
      const code = /"code":"(\w+)"/.exec(text)?.[1] ?? "";
      const reason = /"reason":"(\w+)"/.exec(text)?.[1] ?? "";
      const label = [status, code, reason].filter(Boolean).join(" ");
      const isPastParser = status < 300 || status === 404 || status === 409 || status === 422;
      return { label, isPastParser, isServerError: status >= 500 };
    },
    async requireValid() {
      const { status, text } = await call({
        ...{ method: "POST", path: "/api/order", body: JSON.stringify(restOrder()) },
      });
      if (status !== 201) throw new Error(`a valid order: ${status} ${text}`);
    },
    async close() {},
  };
}
