import { fail } from "k6";
import http from "k6/http";
import { API_URL, TRADERS, USERS } from "./settings.ts";

/** Somebody who is logged in. */
export interface Session {
  token: string;
  accountId: string;
}

/** Logs the traders in, once for the whole run: `setup` hands the sessions to every virtual user. */
export function logInAll(): Session[] {
  return TRADERS.map(logIn);
}

function logIn(username: string): Session {
  const user = USERS.find((one) => one.username === username);
  if (!user) return fail(`the platform has no user ${username}`);
  const body = JSON.stringify({ username, password: user.password });
  const headers = { "content-type": "application/json" };
  const response = http.post(`${API_URL}/auth/login`, body, { headers });
  if (response.status !== 200)
    return fail(`login of ${username}: ${response.status} ${response.body}`);
  return { token: String(response.json("access_token")), accountId: user.accounts[0] ?? username };
}

/** Spreads virtual users over the sessions. */
export function sessionOf(sessions: Session[], index: number): Session {
  return sessions[index % sessions.length] ?? fail("nobody is logged in");
}
