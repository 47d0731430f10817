import type { DocumentNode, OperationDefinitionNode } from "graphql";
import type { Graph, PlannedQuery } from "../../gateway/graph.ts";
import { type CompiledOperation, compileOperation } from "./compile.ts";
import { type Conditions, conditionNames } from "./conditions.ts";
import { orNotCovered } from "./deviation.ts";
import type { Budget } from "./output-fields.ts";

type Variables = Readonly<Record<string, unknown>>;

/** A query or mutation that Apollo Server has found valid. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Compiled for these variables; undefined where only the reference executor will do. */
  compiled(variables: Variables): CompiledOperation | undefined;
}

/** What Apollo Server has let pass, by text and name. */
export interface KnownOperations {
  learn(query: string, operationName: string | undefined, of: ParsedOperation): void;
  get(query: string, operationName: string | undefined): KnownOperation | undefined;
}

/** A validated document and which of its operations is meant. */
export interface ParsedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const MAX_KNOWN = 500;

/** Of one operation, under all its conditions. */
const MAX_FIELDS = 2_000;

const NO_CONDITIONS: Conditions = new Map();

/** Values of the condition variables; undefined where one is neither true nor false. */
function conditionsOf(
  { operation }: PlannedQuery,
  names: readonly string[],
  variables: Variables,
): Conditions | undefined {
  if (names.length === 0) return NO_CONDITIONS;
  const all: Variables = { ...operation.collectDefaultedVariableValues(), ...variables };
  const conditions = new Map<string, boolean>();
  for (const name of names) {
    const value = all[name];
    if (typeof value !== "boolean") return undefined;
    conditions.set(name, value);
  }
  return conditions;
}

/** Planned when first asked for, compiled once per combination of its conditions (five at most). */
function createKnown(graph: Graph, name: string | undefined, of: ParsedOperation): KnownOperation {
  const compiled = new Map<string, CompiledOperation | undefined>();
  const budget: Budget = { fieldsLeft: MAX_FIELDS };
  let isPlanned = false;
  let plan: PlannedQuery | undefined;
  let names: readonly string[] = [];

  /** Tried once, whatever comes of it: planning is the dearest thing here. */
  function planOnce(): PlannedQuery | undefined {
    if (isPlanned) return plan;
    isPlanned = true;
    names = conditionNames(of.document, of.operation);
    plan = graph.planQuery(of.document, name);
    return plan;
  }

  function compileOnce(planned: PlannedQuery, conditions: Conditions) {
    const key = [...conditions.values()].join();
    if (!compiled.has(key)) {
      compiled.set(key, undefined);
      const compile = () => compileOperation(planned, { conditions, budget }, graph);
      compiled.set(key, orNotCovered(compile));
    }
    return compiled.get(key);
  }

  return {
    ...of,
    compiled(variables) {
      const planned = planOnce();
      const conditions = planned && conditionsOf(planned, names, variables);
      return conditions && compileOnce(planned, conditions);
    },
  };
}

/** An operation that comes once costs nothing here but its memory. */
export function createKnownOperations(graph: Graph): KnownOperations {
  const known = new Map<string, KnownOperation>();
  const keyOf = (query: string, name: string | undefined): string => `${name ?? ""}\n${query}`;
  return {
    learn(query, operationName, of) {
      const key = keyOf(query, operationName);
      if (known.has(key)) return;
      if (known.size >= MAX_KNOWN) known.delete(known.keys().next().value ?? "");
      known.set(key, createKnown(graph, operationName, of));
    },
    get(query, operationName) {
      const key = keyOf(query, operationName);
      const found = known.get(key);
      if (!found) return undefined;
      // The last used stay: texts with values in them come once and would drive out all others.
      known.delete(key);
      known.set(key, found);
      return found;
    },
  };
}
