import type { Principal } from "@hft/service-kit";
import { scopeOf } from "../subscriptions/stream-scope.ts";
import { copyJson } from "./copy-json.ts";
import type { Visibility } from "./read-visibility.ts";
import type { SubgraphResponse } from "./subgraph-answer.ts";
import { bodyOf, type SubgraphRequest } from "./subgraph-request.ts";

type Send = (
  request: SubgraphRequest,
  principal: Principal,
  body: string,
) => Promise<SubgraphResponse>;
type Read = (request: SubgraphRequest, principal: Principal) => Promise<SubgraphResponse>;

/** Reads that get one answer. */
interface Group {
  readonly request: SubgraphRequest;
  readonly body: string;
  readonly principal: Principal;
  readonly waiting: PromiseWithResolvers<SubgraphResponse>[];
  timer?: NodeJS.Timeout;
}

const anew = (answer: SubgraphResponse) => answer.again?.() ?? copyJson(answer);

/** A fetch that hangs holds up the reads behind it no longer than this. */
const PATIENCE_MS = 100;

/** A public read is signed for everybody, like a public stream; freshness stays the caller's. */
function readerOf(principal: Principal, visibility: Visibility): Principal {
  if (visibility !== "PUBLIC") return principal;
  const { requestId, minSequence } = principal;
  const everybody = scopeOf(principal, { mode: "LOSSLESS", scope: "PUBLIC", key: [] });
  return { ...everybody, requestId, ...(minSequence !== undefined && { minSequence }) };
}

/** No JSON has a raw line feed in it. */
function keyOf(body: string, { subject, roles, accounts, minSequence }: Principal): string {
  return `${body}\n${JSON.stringify([subject, roles, accounts, String(minSequence ?? "")])}`;
}

/**
 * Identical reads of one subgraph share a fetch: public ones between everybody, others between
 * requests of one user with the same rights. While one is under way the next gather and go together
 * after it, so that nobody gets an answer that was asked for before his question: a client that
 * subscribes and then takes its snapshot relies on that. Nothing outlives its fetch, errors included.
 */
export function createSharedReads(
  send: Send,
  visibilityOf: (query: string) => Visibility | undefined,
): Read {
  const gathering = new Map<string, Group>();
  const underWay = new Map<string, number>();

  function count(key: string, change: number): void {
    const left = (underWay.get(key) ?? 0) + change;
    if (left > 0) underWay.set(key, left);
    else underWay.delete(key);
  }

  async function fetch(key: string, group: Group): Promise<void> {
    if (gathering.get(key) !== group) return;
    gathering.delete(key);
    clearTimeout(group.timer);
    count(key, 1);
    try {
      const answer = await send(group.request, group.principal, group.body);
      // Copies, because the executor merges into what it is given.
      group.waiting.forEach(({ resolve }, at) => void resolve(at === 0 ? answer : anew(answer)));
    } catch (error) {
      for (const { reject } of group.waiting) reject(error);
    }
    count(key, -1);
    const next = gathering.get(key);
    if (next) void fetch(key, next);
  }

  function gather(key: string, group: Group): void {
    gathering.set(key, group);
    const go = (): void => void fetch(key, group);
    if (underWay.has(key)) group.timer = setTimeout(go, PATIENCE_MS);
    // The batcher has gathered the entities of this tick already.
    else if (group.request.representations) go();
    else setImmediate(go);
  }

  return (request, principal) => {
    const visibility = visibilityOf(request.query);
    const body = bodyOf(request);
    if (!visibility) return send(request, principal, body);
    const reader = readerOf(principal, visibility);
    const key = keyOf(body, reader);
    const waiter = Promise.withResolvers<SubgraphResponse>();
    const group = gathering.get(key) ?? { request, body, principal: reader, waiting: [] };
    group.waiting.push(waiter);
    if (gathering.get(key) !== group) gather(key, group);
    return waiter.promise;
  };
}
