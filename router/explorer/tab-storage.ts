import type { Storage } from "@graphiql/toolkit";

const TABS = "graphiql:tabState";
/** Part of a tab by the key under which the editor keeps a copy of it beside the tabs. */
const COPIES = { "graphiql:query": "query", "graphiql:variables": "variables" } as const;

interface Tabs {
  readonly activeTabIndex: number;
  readonly tabs: readonly { readonly query: string | null; readonly variables: string | null }[];
}

const isCopy = (key: string): key is keyof typeof COPIES => key in COPIES;

/**
 * The editor keeps what its open tab holds twice, and the two at different times: a page closed
 * between them would come back with a tab too many. Here the tabs are the only memory, and the
 * copies are read from them.
 */
export function tabStorage(kept: Storage): Storage {
  function ofOpenTab(part: "query" | "variables"): string | null {
    try {
      const { tabs, activeTabIndex } = JSON.parse(kept.getItem(TABS) ?? "") as Tabs;
      return tabs[activeTabIndex]?.[part] ?? null;
    } catch {
      return null;
    }
  }

  return {
    getItem: (key) => (isCopy(key) ? ofOpenTab(COPIES[key]) : kept.getItem(key)),
    setItem: (key, value) => (isCopy(key) ? undefined : kept.setItem(key, value)),
    removeItem: (key) => kept.removeItem(key),
    clear: () => kept.clear(),
    get length() {
      return kept.length;
    },
  };
}
