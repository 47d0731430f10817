// What a run is told, by environment; `npm run load` sets API_URL and LOAD_USERS_FILE itself.

function count(name: string, fallback: number): number {
  const value = Number(__ENV[name] || fallback);
  if (value > 0) return value;
  throw new Error(`${name}=${__ENV[name]} is not a number above 0`);
}

/** The router. */
export const API_URL = __ENV["API_URL"] || "http://127.0.0.1:8080";

/** A few seconds that show that scenario and platform work; judges errors, never times. */
export const IS_SMOKE = __ENV["LOAD_SMOKE"] === "1";

/** Seconds of load. */
export const SECONDS = count("LOAD_SECONDS", IS_SMOKE ? 4 : 60);

/** Orders, or queries, a second. */
export const RATE = count("LOAD_RATE", IS_SMOKE ? 10 : 40);

/** Subscribed sockets of the fan-out. */
export const SOCKETS = count("LOAD_SOCKETS", IS_SMOKE ? 5 : 10);

export interface User {
  username: string;
  password: string;
  accounts: string[];
}

/** The platform's users; k6 reads files only while it loads a script. */
export const USERS: User[] = JSON.parse(open(__ENV["LOAD_USERS_FILE"] || "users.json"));

/** The two accounts orders are entered for; each has a rate limit of its own. */
export const TRADERS = ["demo", "demo2"];

/** No market flow trades it, so an order rests until it is canceled. */
export const SYMBOL = __ENV["LOAD_SYMBOL"] || "TESTS";
