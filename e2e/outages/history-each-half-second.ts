// A person who looks at the past twice a second, and at what is alive as well, and notes how each went.
import type { Trader } from "./order-flow.ts";

const PAST = "{ orders(first: 5) { edges { node { id } } } }";
const ALIVE =
  "{ openOrders { asOfSequence } accounts { id cash } positions { items { id quantity } } }";
const EVERY_MS = 500;

/** One look: the HTTP status, and the codes of its errors ("" for none). */
export interface Look {
  what: "past" | "alive";
  atMs: number;
  tookMs: number;
  status: number;
  code: string;
}

export interface Looker {
  readonly looks: readonly Look[];
  stop(): Promise<readonly Look[]>;
}

/** Counts as the worst that could be answered. */
const UNANSWERED = { atMs: 0, tookMs: 0, status: 599 };

interface Answer {
  errors?: { extensions?: { code?: string } }[];
}

async function look(trader: Trader, what: Look["what"]): Promise<Look> {
  const atMs = performance.now();
  const response = await fetch(`${trader.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${trader.token}` },
    body: JSON.stringify({ query: what === "past" ? PAST : ALIVE }),
  });
  const { errors = [] } = (await response.json()) as Answer;
  const code = [...new Set(errors.map((one) => one.extensions?.code ?? "none"))].join();
  return { what, atMs, tookMs: performance.now() - atMs, status: response.status, code };
}

export function lookEachHalfSecond(trader: Trader): Looker {
  const looks: Look[] = [];
  const open = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    for (const what of ["past", "alive"] as const) {
      const one = look(trader, what)
        .catch((error: Error) => ({ what, ...UNANSWERED, code: error.message }))
        .then((seen) => looks.push(seen))
        .finally(() => open.delete(one));
      open.add(one);
    }
  }, EVERY_MS);
  return {
    looks,
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return looks;
    },
  };
}
