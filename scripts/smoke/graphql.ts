interface Answer<T> {
  data?: T;
  errors?: { message: string }[];
}

/** Logs a user in and hands back a function that sends operations on his behalf. */
export async function logIn(router: string, username: string, password: string) {
  const login = await post<{ access_token: string }>(`${router}/auth/login`, {
    username,
    password,
  });
  const headers = { authorization: `Bearer ${login.access_token}` };
  return async <T>(query: string, variables: Record<string, unknown>): Promise<T> => {
    const body = { query, variables };
    const { data, errors } = await post<Answer<T>>(`${router}/graphql`, body, headers);
    if (!data || errors) throw new Error(`GraphQL answered ${JSON.stringify(errors)}`);
    return data;
  };
}

export type Send = Awaited<ReturnType<typeof logIn>>;

async function post<T>(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
