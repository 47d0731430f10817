import type { ApolloServerPlugin } from "@apollo/server";
import { maskError } from "@hft/service-kit";
import { OperationTypeNode } from "graphql";
import { MIN_SEQUENCE_HEADER } from "../auth/authenticator.ts";
import type { RequestContext } from "../request-context.ts";
import type { Admit } from "./admission.ts";
import type { Authorize } from "./authorize.ts";
import type { FastLane } from "./fast-lane/fast-lane.ts";
import type { Settle } from "./settlement.ts";
import { unclearOperation } from "./unclear-operation.ts";

/** What every query and mutation passes, on HTTP and on sockets alike. */
export interface OperationPluginDeps {
  readonly authorize: Authorize;
  /** Told of every query and mutation that was found valid. */
  readonly learn: FastLane["learn"];
  readonly admit: Admit;
  readonly settle: Settle;
}

/** Authorises before execution; afterwards keeps what the mutations told the router. */
export function createOperationPlugin(
  deps: OperationPluginDeps,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, document, operation, request, source }) {
          if (!operation) throw unclearOperation(document);
          deps.authorize(contextValue.principal, document, operation);
          const isMutation = operation.operation === OperationTypeNode.MUTATION;
          if (isMutation || operation.operation === OperationTypeNode.QUERY) {
            deps.learn(source, request.operationName, { document, operation });
          }
          if (!isMutation) return;
          await deps.admit(contextValue, document, operation, request.variables ?? {});
        },
        async willSendResponse({ contextValue, response }) {
          const { body } = response;
          if (body.kind !== "single") return;
          const minSequence = await deps.settle(contextValue);
          const { data, errors } = body.singleResult;
          if (errors) {
            // graphql-js adds "too many errors" to the first one; a refused document has one error.
            const told = data === undefined ? errors.slice(0, 1) : errors;
            body.singleResult.errors = told.map((error) =>
              maskError(error, error, contextValue.requestId),
            );
          }
          if (minSequence === undefined) return;
          response.http.headers.set(MIN_SEQUENCE_HEADER, minSequence);
          body.singleResult.extensions = { ...body.singleResult.extensions, minSequence };
        },
      };
    },
  };
}
