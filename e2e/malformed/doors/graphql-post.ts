// POST /graphql: operations with mutated variables, documents and bodies.
import type { User } from "../../support/users.ts";
import type { Door, Outcome } from "../door.ts";
import { type Json, mutateJson, mutateText } from "../json-mutations.ts";
import type { Random } from "../random.ts";
import { operations, placeOperation } from "./messages.ts";

type Trader = User & { accountId: string };

interface Answer {
  data?: Record<string, { __typename?: string; reason?: string } | null> | null;
  errors?: { path?: unknown; extensions?: { code?: string } }[];
  /** Of a request that was refused before GraphQL had a look. */
  code?: string;
}

/** Everything is there in this story: who sends nonsense must not be told to try again later. */
const OUR_FAULT = new Set(["INTERNAL", "HISTORY_UNAVAILABLE", "ENGINE_UNAVAILABLE"]);

/** What an answer says, on HTTP and on a socket alike. */
export function outcomeOfAnswer({ data, errors, code }: Answer, prefix = ""): Outcome {
  if (data === undefined && errors === undefined) {
    return { label: `${prefix}${code ?? "neither data nor errors"}`, isPastParser: false };
  }
  const [error] = errors ?? [];
  const root = Object.values(data ?? {})[0];
  const said = [root?.__typename, root?.reason].filter(Boolean).join(" ") || "data";
  const errorCode = error?.extensions?.code;
  return {
    label: `${prefix}${error ? errorCode : said}`,
    // A path says that a resolver was at work.
    isPastParser: error ? error.path !== undefined : true,
    isServerError: OUR_FAULT.has(errorCode ?? ""),
  };
}

/** A mutated request: mostly its variables, sometimes its document, sometimes the whole body. */
export function mutateOperation(accountId: string, random: Random): string {
  const operation = random.pick(operations(accountId));
  if (random.isOneIn(5)) {
    return JSON.stringify({ ...operation, query: mutateText(operation.query, random) });
  }
  return mutateJson(
    { ...operation } as unknown as Json,
    random,
    random.isOneIn(10) ? [] : ["query"],
  );
}

export function openGraphqlPost(trader: Trader): Door {
  const post = (body: string, type = "application/json") =>
    fetch(`${trader.url}/graphql`, {
      method: "POST",
      headers: { "content-type": type, authorization: `Bearer ${trader.token}` },
      body,
    });
  return {
    name: "GraphQL POST",
    async send(random) {
      const type = random.isOneIn(40) ? random.pick(["text/plain", "application/xml"]) : undefined;
      const response = await post(mutateOperation(trader.accountId, random), type);
      const text = await response.text();
      const isServerError = response.status >= 500;
      try {
        const outcome = outcomeOfAnswer(JSON.parse(text) as Answer, `${response.status} `);
        return { ...outcome, isServerError: isServerError || outcome.isServerError === true };
      } catch {
        return { label: `${response.status} no JSON`, isPastParser: false, isServerError: true };
      }
    },
    async requireValid() {
      const response = await post(JSON.stringify(placeOperation(trader.accountId)));
      const text = await response.text();
      if (!text.includes("PlaceOrderAccepted")) throw new Error(`a valid order: ${text}`);
    },
    async close() {},
  };
}
