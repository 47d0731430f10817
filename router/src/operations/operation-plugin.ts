import type { ApolloServerPlugin } from "@apollo/server";
import { AppError, type MutationEffects, maskError, toGraphQLError } from "@hft/service-kit";
import { OperationTypeNode } from "graphql";
import { MIN_SEQUENCE_HEADER } from "../auth/authenticator.ts";
import type { ReadYourWrites } from "../auth/read-your-writes.ts";
import type { OrderEntryLimit } from "../limits/order-entry.ts";
import type { RequestContext } from "../request-context.ts";
import { laterOf } from "../sequence.ts";
import type { Authorize } from "./authorize.ts";
import type { FastLane } from "./fast-lane/fast-lane.ts";
import { rootFieldsOf } from "./root-fields.ts";
import { unclearOperation } from "./unclear-operation.ts";

/** What every query and mutation passes, on HTTP and on sockets alike. */
export interface OperationPluginDeps {
  readonly authorize: Authorize;
  /** Told of every query that was found valid. */
  readonly learn: FastLane["learn"];
  readonly limitOrderEntry: OrderEntryLimit;
  readonly readYourWrites: ReadYourWrites;
  /** Asked before `openAccount` goes to the engine; throws while its owner could not be written down. */
  readonly requireGrants: () => Promise<void>;
  /** Adds an account that `openAccount` made to the user who asked for it. */
  readonly grantAccount: (subject: string, accountId: string) => Promise<void>;
}

function lastSequence(effects: readonly MutationEffects[]): bigint | undefined {
  const sequences = effects.flatMap(({ sequence }) => (sequence ? [BigInt(sequence)] : []));
  return sequences.length > 0 ? sequences.reduce(laterOf) : undefined;
}

async function applyEffects(
  deps: OperationPluginDeps,
  context: RequestContext,
): Promise<bigint | undefined> {
  const { subject } = context.principal;
  for (const { openedAccount } of context.effects) {
    if (openedAccount) await deps.grantAccount(subject, openedAccount);
  }
  const sequence = lastSequence(context.effects);
  if (sequence !== undefined) deps.readYourWrites.note(subject, sequence);
  return sequence;
}

/** Apollo Server takes only GraphQL errors for answers here. */
async function granting({ requireGrants }: OperationPluginDeps): Promise<void> {
  await requireGrants().catch((error: unknown) => {
    throw error instanceof AppError ? toGraphQLError(error.code, error.message) : error;
  });
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
          if (operation.operation === OperationTypeNode.QUERY) {
            deps.learn(source, request.operationName, { document, operation });
          }
          if (operation.operation !== OperationTypeNode.MUTATION) return;
          const variables = request.variables ?? {};
          await deps.limitOrderEntry(contextValue.principal, document, operation, variables);
          const fields = rootFieldsOf(document, operation);
          if (fields.some(({ name }) => name.value === "openAccount")) await granting(deps);
        },
        async willSendResponse({ contextValue, response }) {
          const { body } = response;
          if (body.kind !== "single") return;
          const sequence = await applyEffects(deps, contextValue);
          const { data, errors } = body.singleResult;
          if (errors) {
            // graphql-js adds "too many errors" to the first one; a refused document has one error.
            const told = data === undefined ? errors.slice(0, 1) : errors;
            body.singleResult.errors = told.map((error) =>
              maskError(error, error, contextValue.requestId),
            );
          }
          if (sequence === undefined) return;
          response.http.headers.set(MIN_SEQUENCE_HEADER, String(sequence));
          body.singleResult.extensions = {
            ...body.singleResult.extensions,
            minSequence: String(sequence),
          };
        },
      };
    },
  };
}
