import { buildSchema, type GraphQLSchema } from "graphql";

/** Who the page speaks for; it lives in the memory of the page and nowhere else. */
export interface Session {
  readonly name: string;
  /** An access token or an API key. */
  readonly bearer: string;
  readonly schema: GraphQLSchema;
  /** One of its accounts, for the examples; undefined for those who have none. */
  readonly accountId: string | undefined;
}

/** What the login form hands over. */
export type Login =
  | { readonly username: string; readonly password: string }
  | { readonly apiKey: string };

const JSON_TYPE = { "content-type": "application/json" };

async function messageOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  return body.message ?? `The router answered ${response.status}`;
}

/**
 * Without cookies: the terminal of the same host keeps its login in one, and logging in here as
 * somebody else would take it away.
 */
async function accessToken(username: string, password: string): Promise<string> {
  const response = await fetch("/auth/login", {
    method: "POST",
    credentials: "omit",
    headers: JSON_TYPE,
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(await messageOf(response));
  return ((await response.json()) as { access_token: string }).access_token;
}

async function publishedSchema(bearer: string): Promise<GraphQLSchema> {
  const response = await fetch("/graphql/schema.graphql", {
    credentials: "omit",
    headers: { authorization: `Bearer ${bearer}` },
  });
  if (!response.ok) throw new Error(await messageOf(response));
  return buildSchema(await response.text());
}

/** Integrators have no accounts and may not ask: the examples then name a made-up one. */
async function firstAccount(bearer: string): Promise<string | undefined> {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "omit",
    headers: { ...JSON_TYPE, authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ query: "{ accounts { id } }" }),
  });
  const answer = (await response.json()) as { data?: { accounts?: { id: string }[] } | null };
  return answer.data?.accounts?.[0]?.id;
}

/** Throws with a sentence for the person when the login is refused. */
export async function logIn(login: Login): Promise<Session> {
  const isKey = "apiKey" in login;
  const bearer = isKey ? login.apiKey.trim() : await accessToken(login.username, login.password);
  const [schema, accountId] = await Promise.all([publishedSchema(bearer), firstAccount(bearer)]);
  return { name: isKey ? "API key" : login.username, bearer, schema, accountId };
}
