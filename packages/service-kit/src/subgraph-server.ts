import type { AddressInfo } from "node:net";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import { type FastifyInstance, type FastifyRequest, fastify } from "fastify";
import type { GraphQLSchema } from "graphql";
import { EFFECTS_HEADER, type MutationEffects, recordMutationEffects } from "./effects.ts";
import { maskError } from "./errors.ts";
import { addHealthRoutes, type ReadinessCheck } from "./health.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Principal } from "./principal.ts";
import type { Secret } from "./secret.ts";
import {
  createSignatureVerifier,
  SIGNATURE_HEADER,
  SignatureError,
  type SignatureVerifier,
} from "./signing.ts";
import { attachSubgraphSocket } from "./subgraph-socket.ts";

/** What every resolver of a subgraph finds in its context. */
export interface SubgraphContext {
  readonly principal: Principal;
  /** Filled by `recordMutationEffects`; a mutation may add to it. */
  readonly effects: MutationEffects;
}

/** What `createSubgraphServer` needs. */
export interface SubgraphServerOptions<C extends object> {
  /** Service name; also the target that signatures must name. */
  readonly name: "orders" | "positions" | "analytics" | (string & {});
  readonly schema: GraphQLSchema;
  readonly config: { readonly host: string; readonly port: number; readonly secret: Secret };
  readonly log: Log;
  /** Adds loaders and the like; called once per request or subscription. */
  readonly makeContext: (principal: Principal) => C;
  readonly checks?: readonly ReadinessCheck[];
  readonly metrics?: Metrics;
}

/** A running subgraph: GraphQL over HTTP and graphql-transport-ws on one path, plus health. */
export interface SubgraphServer {
  readonly app: FastifyInstance;
  /** Known after `start`, for example `http://127.0.0.1:4101/graphql`. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 1_048_576;

interface SignedRequest extends FastifyRequest {
  rawText?: string;
  principal?: Principal;
}

/** Keeps the exact bytes beside the parsed body: the signature covers bytes, not their meaning. */
function keepRawBody(app: FastifyInstance): void {
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    (request as SignedRequest).rawText = text as string;
    try {
      done(null, JSON.parse(text as string));
    } catch {
      done(Object.assign(new Error("Body is not JSON"), { statusCode: 400 }), undefined);
    }
  });
}

function requireSignature(app: FastifyInstance, verifier: SignatureVerifier, log: Log): void {
  app.addHook("preHandler", async (request: SignedRequest, reply) => {
    if (request.routeOptions.url !== "/graphql") return;
    try {
      const signature = request.headers[SIGNATURE_HEADER];
      request.principal = verifier.verify(signature, request.rawText ?? "");
    } catch (error) {
      if (!(error instanceof SignatureError)) throw error;
      log.warn({ reason: error.reason }, "Refused a request that the router did not sign");
      await reply.code(401).send({ code: "UNAUTHENTICATED", message: error.message });
    }
  });
}

/** Sends what the mutation did as a response header, where no client ever sees it. */
function effectsPlugin<C extends object>(): ApolloServerPlugin<C & SubgraphContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, response }) {
          const { effects } = contextValue;
          if (Object.keys(effects).length === 0) return;
          response.http.headers.set(EFFECTS_HEADER, JSON.stringify(effects));
        },
      };
    },
  };
}

function createApollo<C extends object>(options: SubgraphServerOptions<C>, app: FastifyInstance) {
  return new ApolloServer<C & SubgraphContext>({
    schema: options.schema,
    csrfPrevention: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // The lifecycle stops everything in order; Apollo Server would end the process under its hands.
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      const masked = maskError(formatted, error);
      if (masked.extensions?.["code"] === "INTERNAL") {
        options.log.error({ err: error, path: formatted.path }, "Resolver failed");
      }
      return masked;
    },
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      effectsPlugin(),
      fastifyApolloDrainPlugin(app),
    ],
  });
}

/** Makes a subgraph server that answers nobody but the router (`_service`, `_entities` included). */
export async function createSubgraphServer<C extends object>(
  options: SubgraphServerOptions<C>,
): Promise<SubgraphServer> {
  const { config, log } = options;
  const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
  const verifier = createSignatureVerifier({ secret: config.secret, target: options.name });
  const contextOf = (principal: Principal): C & SubgraphContext => ({
    ...options.makeContext(principal),
    principal,
    effects: {},
  });
  recordMutationEffects(options.schema);
  keepRawBody(app);
  requireSignature(app, verifier, log);
  addHealthRoutes(app, {
    name: options.name,
    ...(options.checks && { checks: options.checks }),
    ...(options.metrics && { metrics: options.metrics }),
  });
  const apollo = createApollo(options, app);
  await apollo.start();
  app.post(
    "/graphql",
    fastifyApolloHandler(apollo, {
      context: async (request) => contextOf((request as SignedRequest).principal as Principal),
    }),
  );
  const socket = attachSubgraphSocket({ ...options, app, verifier, contextOf });
  let url = "";
  return {
    app,
    get url() {
      return url;
    },
    async start() {
      await app.listen({ host: config.host, port: config.port });
      url = `http://${config.host}:${(app.server.address() as AddressInfo).port}/graphql`;
    },
    async stop() {
      await socket.close();
      await apollo.stop();
      await app.close();
    },
  };
}
