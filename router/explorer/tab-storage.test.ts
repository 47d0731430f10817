import { expect, it } from "vitest";
import { tabStorage } from "./tab-storage.ts";

/** What a browser keeps for the page, in memory. */
function browserStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}

const ACCOUNTS = { query: "{ accounts { id } }", variables: null };
const BOOK = { query: "query Book { a }", variables: '{ "symbol": "AAPL" }' };

it("[EXP-009] remembers the open tab once, so that it cannot be remembered in two ways", () => {
  const kept = browserStorage();
  const storage = tabStorage(kept);
  expect(storage.getItem("graphiql:query")).toBeNull();
  const tabs = { activeTabIndex: 1, tabs: [ACCOUNTS, BOOK] };
  storage.setItem("graphiql:tabState", JSON.stringify(tabs));
  storage.setItem("graphiql:query", ACCOUNTS.query);
  expect(storage.getItem("graphiql:query")).toBe(BOOK.query);
  expect(storage.getItem("graphiql:variables")).toBe(BOOK.variables);
  storage.setItem("graphiql:tabState", JSON.stringify({ ...tabs, activeTabIndex: 0 }));
  expect(storage.getItem("graphiql:variables")).toBeNull();
  storage.setItem("graphiql:theme", "dark");
  expect(storage.getItem("graphiql:theme")).toBe("dark");
  kept.setItem("graphiql:tabState", "no json");
  expect(storage.getItem("graphiql:query")).toBeNull();
});
