import type { Schema } from "@apollo/federation-internals";
import type { FetchNode, PlanNode, SubscriptionNode } from "@apollo/query-planner";
import type { SubgraphResponse } from "../../gateway/subgraph-answer.ts";
import type { SubgraphRequest } from "../../gateway/subgraph-request.ts";
import type { Conditions } from "./conditions.ts";
import { Deviation, NotCovered } from "./deviation.ts";
import { entitiesAt } from "./entities-at.ts";
import { isObject, type Json, merge } from "./merge.ts";
import { compilePick } from "./requires.ts";

/** One execution of an operation. */
export interface Run {
  readonly variables: Readonly<Json>;
  /** What has been fetched so far; entity fetches complete it in place. */
  readonly root: Json;
  fetch(service: string, request: SubgraphRequest): Promise<SubgraphResponse>;
}

/** A node of a plan, compiled. */
export type Step = (run: Run) => Promise<void>;

/** What a plan is compiled for. */
export interface StepContext {
  readonly supergraph: Schema;
  readonly conditions: Conditions;
}

type Path = readonly string[];

/** Only the variables the fetch names, and only those the client sent. */
export function variablesOf({ variableUsages = [] }: FetchNode, given: Readonly<Json>): Json {
  const variables: Json = {};
  for (const name of variableUsages) {
    if (Object.hasOwn(given, name) && given[name] !== undefined) variables[name] = given[name];
  }
  return variables;
}

/** Data without a word of errors; anything else is for the reference executor. */
export function dataOf({ errors, data }: SubgraphResponse): Json {
  if (errors || !isObject(data)) throw new Deviation("a subgraph's errors");
  return data;
}

function rootFetch(node: FetchNode): Step {
  const { serviceName, operation: query, operationName } = node;
  return async (run) => {
    const request = { query, variables: variablesOf(node, run.variables), operationName };
    merge(run.root, dataOf(await run.fetch(serviceName, request)));
  };
}

function entityFetch(node: FetchNode, path: Path, { supergraph }: StepContext): Step {
  const { serviceName, operation: query, operationName, requires = [] } = node;
  if (node.variableUsages?.includes("representations")) throw new NotCovered("representations");
  const pick = compilePick(requires, supergraph);
  return async (run) => {
    const entities: Json[] = [];
    const representations: Json[] = [];
    for (const entity of entitiesAt(run.root, path)) {
      const representation = pick(entity);
      if (!representation?.["__typename"]) continue;
      entities.push(entity);
      representations.push(representation);
    }
    if (entities.length === 0) return;
    const variables = { ...variablesOf(node, run.variables), representations };
    const data = dataOf(await run.fetch(serviceName, { query, variables, operationName }));
    mergeEntities(entities, data["_entities"]);
  };
}

function mergeEntities(entities: readonly Json[], found: unknown): void {
  if (!Array.isArray(found) || found.length !== entities.length) throw new Deviation("_entities");
  for (const [at, entity] of entities.entries()) {
    const one = found[at] as unknown;
    if (isObject(one)) merge(entity, one);
    else if (one !== null) throw new Deviation("an entity that is no object");
  }
}

function fetchStep(node: FetchNode, path: Path, context: StepContext): Step {
  const { inputRewrites, outputRewrites, contextRewrites } = node;
  const rewrites = [inputRewrites, outputRewrites, contextRewrites].flatMap((one) => one ?? []);
  if (rewrites.length > 0) throw new NotCovered("rewrites");
  if (node.requires) return entityFetch(node, path, context);
  if (path.length > 0) throw new NotCovered("a root fetch below the root");
  return rootFetch(node);
}

function parallel(steps: readonly Step[]): Step {
  return async (run) => void (await Promise.all(steps.map((step) => step(run))));
}

function sequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

/** Compiles a node; throws `NotCovered`. */
export function compileStep(
  node: PlanNode | SubscriptionNode | undefined,
  context: StepContext,
  path: Path = [],
): Step {
  const inner = (nodes: readonly PlanNode[]) => nodes.map((one) => compileStep(one, context, path));
  if (!node) return async () => undefined;
  switch (node.kind) {
    case "Fetch":
      return fetchStep(node, path, context);
    case "Sequence":
      return sequence(inner(node.nodes));
    case "Parallel":
      return parallel(inner(node.nodes));
    case "Flatten":
      return compileStep(node.node, context, [...path, ...node.path.map(String)]);
    case "Condition": {
      const isTrue = context.conditions.get(node.condition);
      if (isTrue === undefined) throw new NotCovered("a condition of an unknown variable");
      return compileStep(isTrue ? node.ifClause : node.elseClause, context, path);
    }
    default:
      throw new NotCovered(node.kind);
  }
}
