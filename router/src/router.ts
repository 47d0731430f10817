import type { AddressInfo } from "node:net";
import { addHealthRoutes, createMetrics, type Log } from "@hft/service-kit";
import { createAddressList } from "./auth/address-list.ts";
import { createAddressOf } from "./auth/client-address.ts";
import { createIdentity } from "./auth/identity.ts";
import { createLoginLimiter } from "./auth/login-limiter.ts";
import { mayReadMetrics } from "./auth/metrics-access.ts";
import { createReadYourWrites } from "./auth/read-your-writes.ts";
import { addAuthRoutes } from "./auth/routes.ts";
import { type RouterConfig, SUBGRAPH_NAMES } from "./config.ts";
import { addExplorer } from "./explorer/explorer.ts";
import { readGraphContract } from "./gateway/contracts.ts";
import { readFieldPolicies } from "./gateway/field-policies.ts";
import { createGraph } from "./gateway/graph.ts";
import { createSubgraphs } from "./gateway/subgraphs.ts";
import { createHttpApp } from "./http-app.ts";
import { createLimiter } from "./limits/limiter.ts";
import { createOpenAccountLimit } from "./limits/open-accounts.ts";
import { createOrderEntryLimit } from "./limits/order-entry.ts";
import { documentLimitRules } from "./limits/validation-rules.ts";
import { createAdmission } from "./operations/admission.ts";
import { createAuthorize } from "./operations/authorize.ts";
import { createDocumentStore } from "./operations/document-store.ts";
import { createFastLane } from "./operations/fast-lane/fast-lane.ts";
import { addLaneMetrics } from "./operations/fast-lane/lane-metrics.ts";
import { addGraphqlRoute } from "./operations/graphql-route.ts";
import { createOperationServer } from "./operations/operation-server.ts";
import { createSettlement } from "./operations/settlement.ts";
import { addRestDoor } from "./rest/rest-door.ts";
import { Hub } from "./subscriptions/hub.ts";
import { addStreamMetrics } from "./subscriptions/stream-metrics.ts";
import { graphqlSockets } from "./subscriptions/transports/graphql-ws.ts";
import { createSocketRegistry } from "./subscriptions/transports/socket-registry.ts";
import { attachSockets } from "./subscriptions/transports/socket-server.ts";

/** One router: HTTP and sockets on one port. */
export interface Router {
  /** Known after `start`, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds the graph of parts, top to bottom: the table of contents of this package. */
export async function createRouter(config: RouterConfig, log: Log): Promise<Router> {
  const { limits, sockets: socketLimits } = config;
  const metrics = createMetrics("router");
  const contract = readGraphContract(config.graph.contracts, SUBGRAPH_NAMES);
  const policies = readFieldPolicies(contract.subgraphSdls);
  const subgraphs = createSubgraphs(config, policies);
  const graph = createGraph(contract.supergraphSdl, subgraphs.sources);

  const registry = createSocketRegistry(socketLimits);
  const identity = await createIdentity(config, { log, onSessionEnded: registry.closeSession });
  const readYourWrites = createReadYourWrites();
  const limiter = createLimiter(config, log);

  const rules = documentLimitRules(limits);
  const authorize = createAuthorize(policies, limits.introspectionRoles);
  const documents = createDocumentStore(graph.schema, { rules, maxTokens: limits.tokens });
  const orderEntry = createOrderEntryLimit(limiter, graph.schema);
  const admit = createAdmission([
    orderEntry,
    createOpenAccountLimit(identity.grants, graph.schema),
  ]);
  const passing = { authorize, admit, settle: createSettlement({ readYourWrites, ...identity }) };
  const lane = createFastLane({ graph, ...passing, sends: subgraphs.sends, log });
  addLaneMetrics(metrics, lane);
  const server = createOperationServer({
    ...{ graph, log, rules, ...passing, learn: lane.learn, maxTokens: limits.tokens },
  });
  const hub = new Hub({ graph, policies, ...subgraphs, log, lingerMs: socketLimits.lingerMs });
  addStreamMetrics(metrics, { hub, registry, ...subgraphs });

  const onInternalError = (err: unknown, requestId: string) =>
    log.error({ err, requestId }, "Request failed");
  const isTrustedProxy = createAddressList(config.auth.trustedProxies);
  const app = await createHttpApp({
    ...{ bodyBytes: limits.bodyBytes, timeoutMs: limits.requestTimeoutMs },
    ...{ origins: limits.origins, isTrustedProxy, onInternalError },
  });
  addHealthRoutes(app, {
    ...{ name: "router", metrics },
    checks: [identity.check, ...subgraphs.checks],
    mayReadMetrics: mayReadMetrics(identity.authenticate, config.auth.metricsToken),
  });
  addAuthRoutes(app, {
    ...identity,
    limiter: createLoginLimiter(limits),
    isCookieSecure: config.auth.isCookieSecure,
  });
  await server.start();
  addGraphqlRoute(app, { ...identity, server, readYourWrites, lane });
  await addExplorer(app, { ...identity, schema: graph.schema, log });
  const sockets = {
    ...{ documents, authorize, server, lane, hub, readYourWrites, registry },
    ...{ authenticate: identity.authenticate, onInternalError },
    addressOf: createAddressOf(isTrustedProxy),
    ...socketLimits,
    maxSubscriptions: socketLimits.subscriptionsPerSocket,
  };
  const doors = [graphqlSockets(sockets), await addRestDoor(app, sockets)];
  const transport = attachSockets(app.server, doors, {
    limits: { ...socketLimits, frameBytes: limits.bodyBytes, origins: limits.origins },
    onClosing: registry.closing,
  });

  let url = "";
  return {
    get url() {
      return url;
    },
    async start() {
      identity.start();
      await app.listen(config.http);
      url = `http://${config.http.host}:${(app.server.address() as AddressInfo).port}`;
    },
    async stop() {
      registry.closeAll();
      transport.stop();
      hub.stop();
      await app.close();
      await server.stop();
      registry.stop();
      limiter.stop();
      await subgraphs.stop();
      await identity.stop();
    },
  };
}
