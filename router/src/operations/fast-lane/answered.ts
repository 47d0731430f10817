import { isDeepStrictEqual } from "node:util";
import type { SubgraphResponse } from "../../gateway/subgraph-answer.ts";
import { isMutation, type SubgraphRequest } from "../../gateway/subgraph-request.ts";

interface Entry {
  readonly service: string;
  readonly request: SubgraphRequest;
  readonly answer: Promise<SubgraphResponse>;
}

/**
 * What one operation has asked so far. Where the fast lane gives up, the reference executor asks the
 * same again: it gets these answers and no subgraph is asked twice.
 */
export class Answered {
  readonly #entries: Entry[] = [];

  add(service: string, request: SubgraphRequest, answer: Promise<SubgraphResponse>): void {
    this.#entries.push({ service, request, answer });
  }

  /** The answer to an equal question, as if it had just come; each is given once. */
  take(service: string, request: SubgraphRequest): Promise<SubgraphResponse> | undefined {
    const at = this.#entries.findIndex(
      (one) => one.service === service && isSame(one.request, request),
    );
    if (at < 0) this.#demandNothingDone(service, request);
    const [found] = at < 0 ? [] : this.#entries.splice(at, 1);
    return found?.answer.then((answer) => answer.again?.() ?? answer);
  }

  /** Plans send mutations in turn: one that is not the next would be done a second time. */
  #demandNothingDone(service: string, { query }: SubgraphRequest): void {
    const isDone = this.#entries.some(
      (one) => one.service === service && isMutation(one.request.query),
    );
    if (isDone && isMutation(query)) throw new Error("The lanes differ in a mutation");
  }
}

/** By content: the executors make objects of different prototypes. */
function isSame(one: SubgraphRequest, other: SubgraphRequest): boolean {
  const content = ({ variables }: SubgraphRequest) => JSON.parse(JSON.stringify(variables));
  return one.query === other.query && isDeepStrictEqual(content(one), content(other));
}
