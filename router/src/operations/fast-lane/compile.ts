import type { ObjectType, Operation } from "@apollo/federation-internals";
import type { FetchNode } from "@apollo/query-planner";
import type { Graph, PlannedQuery } from "../../gateway/graph.ts";
import { answerPattern } from "./answer-pattern.ts";
import { objectOutput } from "./output.ts";
import type { Shape } from "./output-fields.ts";
import { compileStep, dataOf, type Run, variablesOf } from "./steps.ts";

/** Fetches and writes the answer; throws `Deviation`. */
export type CompiledOperation = (run: Run) => Promise<string>;

/** Longer answers are read, whatever they look like. */
const MAX_PATTERN_TEXT = 262_144;

/** The line feed is Apollo Server's. */
const endOfLine = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

function rootType(operation: Operation): ObjectType {
  return operation.schema().schemaDefinition.rootType(operation.rootKind) as ObjectType;
}

type Write = (root: Run["root"]) => string;

/** One fetch and nothing to merge: what looks like the answer is the answer. */
function passThrough(node: FetchNode, pattern: RegExp, write: Write): CompiledOperation {
  const { serviceName, operation: query, operationName } = node;
  return async (run) => {
    const request = { query, variables: variablesOf(node, run.variables), operationName };
    const answer = await run.fetch(serviceName, request);
    const { text } = answer;
    const isShort = text !== undefined && text.length <= MAX_PATTERN_TEXT;
    if (isShort && pattern.test(text)) return endOfLine(text);
    return write(dataOf(answer));
  };
}

function onlyFetch({ plan }: PlannedQuery): FetchNode | undefined {
  return plan.node?.kind === "Fetch" && !plan.node.requires ? plan.node : undefined;
}

/** Compiles one operation in the given shape; throws `NotCovered`. */
export function compileOperation(
  planned: PlannedQuery,
  shape: Shape,
  { schemas }: Pick<Graph, "schemas">,
): CompiledOperation {
  const { operation, plan } = planned;
  const type = rootType(operation);
  const sets = [operation.selectionSet];
  const { conditions } = shape;
  const step = compileStep(plan.node, { supergraph: schemas.supergraph, conditions });
  const output = objectOutput(type, sets, shape);
  const write: Write = (root) => `${JSON.stringify({ data: output(root) })}\n`;
  const node = onlyFetch(planned);
  const pattern = node && answerPattern(type, sets, conditions);
  if (node && pattern) return passThrough(node, pattern, write);
  return async (run) => {
    await step(run);
    return write(run.root);
  };
}
