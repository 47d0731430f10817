/** One GraphQL request to a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  /** The JSON of each of `variables.representations`, where it has been written already. */
  readonly representations?: readonly string[];
}

/** What a plan asks is a query or a mutation, written by the planner. */
export function isMutation(query: string): boolean {
  return query.trimStart().startsWith("mutation");
}

const MAX_REMEMBERED = 2_000;
const written = new Map<string, string>();

/** Fetches of plans are few and long, and come again and again. */
function textOf(query: string): string {
  const known = written.get(query);
  if (known !== undefined) return known;
  const text = JSON.stringify(query);
  if (written.size >= MAX_REMEMBERED) written.delete(written.keys().next().value ?? "");
  written.set(query, text);
  return text;
}

function variablesText({ variables, representations }: SubgraphRequest): string {
  if (!representations) return JSON.stringify(variables);
  const { representations: _, ...others } = variables;
  const start = JSON.stringify(others).slice(0, -1);
  return `${start}${start === "{" ? "" : ","}"representations":[${representations.join()}]}`;
}

/** The body of a request: the JSON of its query, variables and operation name. */
export function bodyOf(request: SubgraphRequest): string {
  const { query, operationName } = request;
  const name =
    operationName === undefined ? "" : `,"operationName":${JSON.stringify(operationName)}`;
  return `{"query":${textOf(query)},"variables":${variablesText(request)}${name}}`;
}
