/** Who is logged in. The access token lives in memory only; the refresh cookie is out of reach of scripts. */
export type SessionState =
  | { readonly kind: "checking" }
  | { readonly kind: "out" }
  | { readonly kind: "in"; readonly expiresAtMs: number };

interface Grant {
  access_token: string;
  expires_in: number;
}

/** Says only that a login was made here, so that a first visit asks for no refresh in vain. */
const HINT = "hft.session";
const LOCK = "hft.refresh";
const RENEW_BEFORE_MS = 90_000;

export class LoginRefused extends Error {
  override name = "LoginRefused";
}

export class Session {
  readonly #routerUrl: string;
  readonly #listeners = new Set<() => void>();
  #state: SessionState = { kind: "checking" };
  #token = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(routerUrl: string) {
    this.#routerUrl = routerUrl;
  }

  readonly getState = (): SessionState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** `Bearer …`, as headers, connection_init and the renewing ping want it. */
  get authorization(): string {
    return `Bearer ${this.#token}`;
  }

  async restore(): Promise<void> {
    if (localStorage.getItem(HINT) === null) this.#leave();
    else await this.refresh();
  }

  async login(username: string, password: string): Promise<void> {
    const response = await this.#post("login", { username, password });
    if (response.ok) this.#enter((await response.json()) as Grant);
    else throw new LoginRefused(await reasonOf(response));
  }

  /** One tab at a time: a refresh token that is used twice ends the login. */
  async refresh(): Promise<boolean> {
    return withLock(async () => {
      const response = await this.#post("refresh").catch(() => undefined);
      if (response?.ok) this.#enter((await response.json()) as Grant);
      else if (response?.status === 401) this.#leave();
      else this.#renewIn(2_000);
      return response?.ok ?? false;
    });
  }

  async logout(): Promise<void> {
    await this.#post("logout").catch(() => undefined);
    this.#leave();
  }

  #post(path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#routerUrl}/auth/${path}`, {
      method: "POST",
      credentials: "include",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
  }

  #enter(grant: Grant): void {
    const lifeMs = grant.expires_in * 1000;
    this.#token = grant.access_token;
    localStorage.setItem(HINT, "1");
    this.#renewIn(Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2));
    this.#set({ kind: "in", expiresAtMs: Date.now() + lifeMs });
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#token = "";
    localStorage.removeItem(HINT);
    this.#set({ kind: "out" });
  }

  #renewIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), ms);
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

async function withLock<T>(work: () => Promise<T>): Promise<T> {
  // Browsers offer locks in secure contexts only.
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

async function reasonOf(response: Response): Promise<string> {
  const answer = (await response.json().catch(() => ({}))) as { message?: string };
  return answer.message ?? `The router answered ${response.status}`;
}
