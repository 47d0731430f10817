import type { MutationEffects, Principal } from "@hft/service-kit";
import type { Answered } from "./operations/fast-lane/answered.ts";

/** What one operation carries through the router, whichever transport it came by. */
export interface RequestContext {
  /** As verified; `minSequence` already includes what this process knows of the principal. */
  readonly principal: Principal;
  readonly requestId: string;
  /** What the subgraphs said their mutations did; filled by the subgraph client. */
  readonly effects: MutationEffects[];
  /** Asked of the limits, once for both lanes. */
  admission?: Promise<void>;
  /** Answers the fast lane has fetched and could not use; the reference executor goes on with them. */
  answered?: Answered;
}

/** Starts a context without effects. */
export function createRequestContext(principal: Principal): RequestContext {
  return { principal, requestId: principal.requestId, effects: [] };
}
