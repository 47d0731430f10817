import "./telemetry-off.ts";
import {
  type Operation,
  operationFromDocument,
  type Schema,
  Supergraph,
} from "@apollo/federation-internals";
import {
  ApolloGateway,
  buildOperationContext,
  executeQueryPlan,
  type GraphQLDataSource,
  type ServiceMap,
} from "@apollo/gateway";
import { type QueryPlan, QueryPlanner } from "@apollo/query-planner";
import type { DocumentNode, FormattedExecutionResult, GraphQLSchema } from "graphql";
import type { RequestContext } from "../request-context.ts";

/** Name of the data source that stands for the event in a rewritten plan. */
const EVENT = "$event";

/** A planned subscription: what to subscribe to upstream and how to complete each event. */
export interface SubscriptionPlan {
  readonly service: string;
  /** The primary fetch, sent upstream as it is. */
  readonly query: string;
  readonly variableNames: readonly string[];
  /** Completes one event: entity fetches of other subgraphs, then the client's response shape. */
  complete(
    event: FormattedExecutionResult,
    variables: Readonly<Record<string, unknown>>,
    context: RequestContext,
  ): Promise<FormattedExecutionResult>;
}

/** A planned query, as the planner and the reference executor see it. */
export interface PlannedQuery {
  readonly operation: Operation;
  readonly plan: QueryPlan;
}

/** Plan and execute behind one interface: @apollo/gateway is Elastic-2.0 and in maintenance. */
export interface Graph {
  readonly schema: GraphQLSchema;
  /** For Apollo Server, which runs queries and mutations. */
  readonly gateway: ApolloGateway;
  /** What clients may see and all there is, in the planner's own terms. */
  readonly schemas: { readonly api: Schema; readonly supergraph: Schema };
  /**
   * Plans `planned`, answers in the shape of `shaped`: the two differ in the fields the hub needs
   * for itself, which clients must not see.
   */
  planSubscription(planned: DocumentNode, shaped: DocumentNode): SubscriptionPlan;
  /** Plans one query of a validated document, as the gateway does. */
  planQuery(document: DocumentNode, operationName: string | undefined): PlannedQuery;
  stop(): Promise<void>;
}

/** The gateway refuses subscription plans; as a sequence whose first step is the event, it runs them. */
function rewrite(plan: QueryPlan): QueryPlan {
  const node = plan.node;
  if (node?.kind !== "Subscription") throw new Error("Not a subscription plan");
  const primary = { ...node.primary, serviceName: EVENT };
  const nodes = node.rest ? [primary, node.rest] : [primary];
  return { kind: "QueryPlan", node: { kind: "Sequence", nodes } } as QueryPlan;
}

/** Loads the supergraph; `sources` answer the fetches of each subgraph. */
export function createGraph(
  supergraphSdl: string,
  sources: Readonly<Record<string, GraphQLDataSource>>,
): Graph {
  const sourceOf = (name: string): GraphQLDataSource => {
    const source = sources[name];
    if (!source) throw new Error(`The supergraph names an unknown subgraph ${name}`);
    return source;
  };
  const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ name }) => sourceOf(name) });
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);

  function planSubscription(planned: DocumentNode, shaped: DocumentNode): SubscriptionPlan {
    const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, planned));
    if (plan.node?.kind !== "Subscription") throw new Error("Not a subscription plan");
    const { primary } = plan.node;
    const rewritten = rewrite(plan);
    const operationContext = buildOperationContext({ schema, operationDocument: shaped });
    return {
      service: primary.serviceName,
      query: primary.operation,
      variableNames: primary.variableUsages ?? [],
      complete(event, variables, context) {
        const services: ServiceMap = {
          ...sources,
          [EVENT]: { process: async () => event as never },
        };
        const requestContext = { request: { variables }, metrics: {}, context, logger: console };
        return executeQueryPlan(
          rewritten,
          services,
          requestContext as never,
          operationContext,
          supergraphSchema,
          apiSchema,
        ) as Promise<FormattedExecutionResult>;
      },
    };
  }

  function planQuery(document: DocumentNode, operationName: string | undefined): PlannedQuery {
    const options = operationName === undefined ? {} : { operationName };
    const operation = operationFromDocument(apiSchema, document, options);
    return { operation, plan: planner.buildQueryPlan(operation) };
  }

  const schemas = { api: apiSchema, supergraph: supergraph.schema };
  return { schema, gateway, schemas, planSubscription, planQuery, stop: () => gateway.stop() };
}
