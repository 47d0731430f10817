import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { type Log, maskError } from "@hft/service-kit";
import type { ValidationRule } from "graphql";
import type { Graph } from "../gateway/graph.ts";
import type { RequestContext } from "../request-context.ts";
import { createOperationPlugin, type OperationPluginDeps } from "./operation-plugin.ts";

/** Runs queries and mutations of every transport. */
export type OperationServer = ApolloServer<RequestContext>;

/** What the server needs. */
export interface OperationServerDeps extends OperationPluginDeps {
  readonly graph: Graph;
  readonly log: Log;
  readonly rules: readonly ValidationRule[];
  readonly maxTokens: number;
}

/** Apollo Server over the gateway with everything optional that a stranger could use switched off. */
export function createOperationServer(deps: OperationServerDeps): OperationServer {
  return new ApolloServer<RequestContext>({
    gateway: deps.graph.gateway,
    // Who may introspect is decided per principal, in `authorize`.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    validationRules: [...deps.rules],
    validationOptions: { maxErrors: 1 },
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: deps.maxTokens },
    formatError: (formatted, error) => {
      const masked = maskError(formatted, error);
      if (masked.extensions?.["code"] === "INTERNAL")
        deps.log.error({ err: error }, "Operation failed");
      return masked;
    },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      createOperationPlugin(deps),
    ],
  });
}
