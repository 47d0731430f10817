interface Answer<T> {
  data?: T;
  errors?: { message: string }[];
}

/** A user who is logged in: operations over GraphQL, and what REST shows. */
export interface Session {
  send<T>(query: string, variables: Record<string, unknown>): Promise<T>;
  get<T>(path: string): Promise<T>;
}

export async function logIn(router: string, username: string, password: string): Promise<Session> {
  const login = await post<{ access_token: string }>(`${router}/auth/login`, {
    username,
    password,
  });
  const headers = { authorization: `Bearer ${login.access_token}` };
  return {
    async send<T>(query: string, variables: Record<string, unknown>): Promise<T> {
      const body = { query, variables };
      const { data, errors } = await post<Answer<T>>(`${router}/graphql`, body, headers);
      if (!data || errors) throw new Error(`GraphQL answered ${JSON.stringify(errors)}`);
      return data;
    },
    get: (path) => request(`${router}${path}`, { headers }),
  };
}

async function post<T>(url: string, body: unknown, headers: Record<string, string> = {}) {
  return request<T>(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
