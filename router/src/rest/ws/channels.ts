import { GraphQLError } from "graphql";
import { toPrincipal } from "../../auth/authenticator.ts";
import type { Authorize } from "../../operations/authorize.ts";
import type { DocumentStore } from "../../operations/document-store.ts";
import type { Hub, HubClient } from "../../subscriptions/hub.ts";
import type { ClientSocket } from "../../subscriptions/transports/client-socket.ts";
import { createStreamOutlet } from "../../subscriptions/transports/stream-outlet.ts";
import type { Caller } from "../operations.ts";
import { malformed, problemOfGraphql, RestProblem } from "../problems.ts";
import { STREAMS } from "../stored-operations.ts";
import { channelFrames } from "./channel-frames.ts";
import type { Channel, ClientFrame } from "./frames.ts";

type Subscribe = Extract<ClientFrame, { type: "subscribe" }>;

/** What streams are made of, the same as for GraphQL. */
export interface ChannelsDeps {
  readonly documents: DocumentStore;
  readonly authorize: Authorize;
  readonly hub: Hub;
  readonly maxSubscriptions: number;
}

function variablesOf(frame: Subscribe): Record<string, unknown> {
  const { channel, symbols, account_id: accountId, after, interval_ms: intervalMs } = frame;
  const isMarket = channel === "market";
  if (isMarket && !symbols) throw malformed('symbols: needed for market, such as ["AAPL"]');
  if (isMarket && after !== undefined)
    throw malformed("after: market shows the latest; leave it out");
  if (!isMarket && symbols) throw malformed("symbols: is for market alone");
  const own = isMarket ? { symbols } : { accountId, after };
  return Object.fromEntries(
    Object.entries({ ...own, intervalMs }).filter(([, value]) => value !== undefined),
  );
}

/** The subscriptions of one socket: at most one per channel. */
export class Channels {
  readonly #deps: ChannelsDeps;
  readonly #socket: ClientSocket;
  readonly #leave = new Map<Channel, () => void>();

  constructor(deps: ChannelsDeps, socket: ClientSocket) {
    this.#deps = deps;
    this.#socket = socket;
  }

  /** Throws `RestProblem`; what fails later comes as a frame. */
  subscribe(frame: Subscribe, caller: Caller): void {
    const { channel } = frame;
    if (this.#leave.has(channel)) {
      throw malformed(`channel: ${channel} is subscribed already; unsubscribe first`);
    }
    if (this.#leave.size >= this.#deps.maxSubscriptions) {
      const message = `At most ${this.#deps.maxSubscriptions} subscriptions per socket`;
      throw new RestProblem(429, "RATE_LIMITED", message);
    }
    try {
      this.#open(frame, caller);
    } catch (error) {
      throw error instanceof GraphQLError ? problemOfGraphql(error.toJSON()) : error;
    }
  }

  /** False where it was not subscribed. */
  unsubscribe(channel: Channel): boolean {
    const leave = this.#leave.get(channel);
    leave?.();
    return this.#leave.delete(channel);
  }

  stop(): void {
    for (const leave of this.#leave.values()) leave();
    this.#leave.clear();
  }

  #open(frame: Subscribe, caller: Caller): void {
    const { channel, id } = frame;
    const { requestId } = caller;
    const stored = this.#deps.documents.get(STREAMS[channel], undefined);
    if ("errors" in stored) throw stored.errors[0];
    const principal = toPrincipal(caller.claims, requestId, undefined);
    const variables = variablesOf(frame);
    this.#deps.authorize(principal, stored.document, stored.operation);
    const socket = this.#socket;
    let stop = (): void => undefined;
    let isEnded = false;
    const begin: HubClient["begin"] = (policy, { names }) => {
      const onEnded = (): void => {
        isEnded = true;
        this.#leave.delete(channel);
      };
      const frames = channelFrames({ channel, names, requestId, id });
      const outlet = createStreamOutlet({ frames, socket, policy, names, onEnded });
      stop = outlet.stop;
      return outlet;
    };
    const leave = this.#deps.hub.subscribe(
      { document: stored.document, variables, principal },
      { begin },
    );
    if (isEnded) return;
    this.#leave.set(channel, () => {
      stop();
      leave();
    });
  }
}
