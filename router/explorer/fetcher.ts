import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { createClient } from "graphql-ws";
import { asWritten } from "./as-written.ts";

const FORBIDDEN = 4403;

/**
 * Queries and mutations over POST, subscriptions over graphql-transport-ws. `bearer` is asked for
 * each request and each socket, so a new login needs no new fetcher; `onRefused` hears that the
 * router does not take it any more.
 */
export function createFetcher(bearer: () => string, onRefused: () => void): Fetcher {
  const authorization = () => `Bearer ${bearer()}`;
  const wsClient = createClient({
    url: `${location.origin.replace(/^http/, "ws")}/graphql`,
    connectionParams: () => ({ authorization: authorization() }),
    // A retry would repeat the first cursor; the person subscribes again with the last.
    shouldRetry: () => false,
    on: {
      closed: (event) => {
        if ((event as CloseEvent).code === FORBIDDEN) onRefused();
      },
    },
  });
  const send = createGraphiQLFetcher({
    url: "/graphql",
    wsClient,
    enableIncrementalDelivery: false,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      headers.set("authorization", authorization());
      const response = await fetch(input, { ...init, headers, credentials: "omit" });
      if (response.status === 401) onRefused();
      return response;
    },
  });
  return (given, options) => {
    const { params, documentAST } = asWritten(given);
    return send(params, { ...options, documentAST });
  };
}
