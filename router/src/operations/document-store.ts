import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  separateOperations,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { unclearOperation } from "./unclear-operation.ts";

/** A parsed and validated operation, or why it is refused. */
export type StoredOperation =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly errors: readonly GraphQLError[] };

/** Keeps parsed and validated operations by text and name. */
export interface DocumentStore {
  get(query: string, operationName: string | undefined): StoredOperation;
}

const MAX_STORED = 1_000;
const SUGGESTION = / ?Did you mean .*$/s;

/** Field names are not to be guessed through suggestions. */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { nodes, path, extensions } = error;
  const code = extensions["code"] ?? "VALIDATION_FAILED";
  return new GraphQLError(error.message.replace(SUGGESTION, ""), {
    nodes: nodes ?? null,
    path: path ?? null,
    extensions: { ...extensions, code },
  });
}

/** The same validator Apollo Server has, for the transports it does not know. */
export function createDocumentStore(
  schema: GraphQLSchema,
  limits: { readonly rules: readonly ValidationRule[]; readonly maxTokens: number },
): DocumentStore {
  const rules = [...specifiedRules, ...limits.rules];
  const stored = new Map<string, StoredOperation>();

  function load(query: string, operationName: string | undefined): StoredOperation {
    try {
      const document = parse(query, { maxTokens: limits.maxTokens });
      const problems = validate(schema, document, rules, { maxErrors: 1 });
      if (problems.length > 0) return { errors: problems.slice(0, 1).map(withoutSuggestion) };
      const operation = getOperationAST(document, operationName);
      if (!operation) throw unclearOperation(document);
      const own = separateOperations(document)[operation.name?.value ?? ""];
      return { document: own ?? document, operation };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [withoutSuggestion(error)] };
      throw error;
    }
  }

  return {
    get(query, operationName) {
      const key = `${operationName ?? ""}\n${query}`;
      const known = stored.get(key);
      if (known) return known;
      if (stored.size >= MAX_STORED) stored.delete(stored.keys().next().value ?? "");
      const fresh = load(query, operationName);
      stored.set(key, fresh);
      return fresh;
    },
  };
}
