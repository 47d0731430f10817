import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from "@apollo/client";
import type { Session } from "../auth/session.ts";

type Variables = Record<string, unknown>;

/** Queries and mutations. Streams go past it: see `lib/stream`. */
export interface Api {
  query<T, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
  mutate<T, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
}

export function createApi(routerUrl: string, session: Session): Api {
  const authorize = new ApolloLink((operation, forward) => {
    operation.setContext({ headers: { authorization: session.authorization } });
    return forward(operation);
  });
  const http = new HttpLink({ uri: `${routerUrl}/graphql` });
  // Live rows are kept by our own tables, so a second, normalised copy would only go stale.
  const client = new ApolloClient({
    link: authorize.concat(http),
    cache: new InMemoryCache(),
    defaultOptions: { query: { fetchPolicy: "no-cache" }, mutate: { fetchPolicy: "no-cache" } },
  });
  return {
    async query(query, variables) {
      const { data } = await client.query<unknown>({ query, variables });
      return data as never;
    },
    async mutate(mutation, variables) {
      const { data } = await client.mutate<unknown>({ mutation, variables });
      return data as never;
    },
  };
}
