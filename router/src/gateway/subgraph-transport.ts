import {
  AppError,
  EFFECTS_HEADER,
  type MutationEffects,
  type Principal,
  type Secret,
  SIGNATURE_HEADER,
  signRequest,
} from "@hft/service-kit";
import { Pool } from "undici";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { type SubgraphResponse, TextAnswer } from "./subgraph-answer.ts";
import { bodyOf, isMutation, type SubgraphRequest } from "./subgraph-request.ts";
import { post, type UpstreamAnswer } from "./upstream-call.ts";

/** Sends requests to one subgraph over kept-alive connections, each signed for its principal. */
export interface SubgraphTransport {
  readonly name: string;
  readonly isReachable: boolean;
  /** `body` is the request as text, where it has been written already. */
  send(request: SubgraphRequest, principal: Principal, body?: string): Promise<SubgraphResponse>;
  stop(): Promise<void>;
}

/** Settings of all transports. */
export interface TransportSettings {
  readonly secret: Secret;
  readonly connections: number;
  readonly timeoutMs: number;
  readonly queryRetries: number;
}

const RETRYABLE_STATUS = new Set([502, 503, 504]);
const RETRY_PAUSE_MS = 40;

class SubgraphFailure extends Error {}

/** So looks what a subgraph says when all went well; nobody need parse it to know that. */
const looksLikeData = (text: string): boolean =>
  text.startsWith('{"data":{') && (text.endsWith("}}\n") || text.endsWith("}}"));

/** Anything else is looked into: is it GraphQL at all? */
function demandGraphql(text: string, status: number): void {
  let answer: SubgraphResponse | null;
  try {
    answer = JSON.parse(text) as SubgraphResponse | null;
  } catch (cause) {
    throw new SubgraphFailure(`answered no JSON, status ${status}`, { cause });
  }
  if (answer?.data === undefined && answer?.errors === undefined) {
    throw new SubgraphFailure(`refused the request, status ${status}`);
  }
}

function readAnswer({ status, text, header }: UpstreamAnswer): SubgraphResponse {
  if (RETRYABLE_STATUS.has(status)) throw new SubgraphFailure(`status ${status}`);
  if (!looksLikeData(text)) demandGraphql(text, status);
  const effects = header(EFFECTS_HEADER);
  return new TextAnswer(text, effects ? (JSON.parse(effects) as MutationEffects) : undefined);
}

function unavailable(name: string, isCommand: boolean, cause?: unknown): AppError {
  const code = isCommand ? "ENGINE_UNAVAILABLE" : "HISTORY_UNAVAILABLE";
  return new AppError(code, `The ${name} service does not answer`, { retryable: true, cause });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens the pool of one subgraph. Only queries are retried: a mutation may have been done. */
export function createSubgraphTransport(
  name: string,
  url: string,
  settings: TransportSettings,
): SubgraphTransport {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: settings.connections,
    keepAliveTimeout: 30_000,
    connectTimeout: 1_000,
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
  });
  const breaker = createCircuitBreaker({ threshold: 8, probeEveryMs: 500 });

  async function ask(body: string, principal: Principal): Promise<SubgraphResponse> {
    const signature = signRequest({ secret: settings.secret, target: name, principal, body });
    const headers = ["content-type", "application/json", SIGNATURE_HEADER, signature];
    return readAnswer(await post(pool, pathname, headers, body));
  }

  async function attempt(body: string, principal: Principal, isCommand: boolean) {
    if (!breaker.mayCall()) throw unavailable(name, isCommand);
    try {
      const answer = await ask(body, principal);
      breaker.succeeded();
      return answer;
    } catch (error) {
      breaker.failed();
      throw error;
    }
  }

  return {
    name,
    get isReachable() {
      return !breaker.isOpen;
    },
    async send(request, principal, body = bodyOf(request)) {
      const isCommand = isMutation(request.query);
      for (let tried = 0; ; tried += 1) {
        try {
          return await attempt(body, principal, isCommand);
        } catch (error) {
          if (error instanceof AppError) throw error;
          if (isCommand || tried >= settings.queryRetries)
            throw unavailable(name, isCommand, error);
          await pause(RETRY_PAUSE_MS * 2 ** tried);
        }
      }
    },
    stop: () => pool.destroy(),
  };
}
