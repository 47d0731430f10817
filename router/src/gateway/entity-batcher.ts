import type { Principal } from "@hft/service-kit";
import { laterOf } from "../sequence.ts";
import { copyJson } from "./copy-json.ts";
import type { SubgraphResponse } from "./subgraph-answer.ts";
import type { SubgraphRequest } from "./subgraph-request.ts";

type Send = (request: SubgraphRequest, principal: Principal) => Promise<SubgraphResponse>;

interface Member {
  readonly representations: readonly unknown[];
  readonly principal: Principal;
  readonly resolve: (answer: SubgraphResponse) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch {
  readonly request: SubgraphRequest;
  readonly members: Member[];
}

/** Same visibility, same fields, same other variables: such requests may share one answer. */
function batchKey(request: SubgraphRequest, principal: Principal): string {
  const { representations: _, ...others } = request.variables;
  const { subject, roles, accounts } = principal;
  // No query and no JSON has a zero byte in it.
  return `${request.query}\0${JSON.stringify([others, subject, roles, accounts])}`;
}

/** The strictest freshness any member needs, so that none reads older state for being batched. */
function principalOf(members: readonly Member[]): Principal {
  const [first] = members as readonly [Member];
  const sequences = members.map(({ principal }) => principal.minSequence ?? 0n);
  const minSequence = sequences.reduce(laterOf);
  return minSequence > 0n ? { ...first.principal, minSequence } : first.principal;
}

function indexRepresentations(members: readonly Member[]) {
  const indexByText = new Map<string, number>();
  const unique: unknown[] = [];
  const indexes = members.map(({ representations }) =>
    representations.map((one) => {
      const text = JSON.stringify(one);
      const known = indexByText.get(text);
      if (known !== undefined) return known;
      indexByText.set(text, unique.length);
      return unique.push(one) - 1;
    }),
  );
  return { unique, texts: [...indexByText.keys()], indexes };
}

type Errors = NonNullable<SubgraphResponse["errors"]>;

/** Gives a member the errors of its own entities, with the index it knows them by. */
function errorsOf(errors: Errors, indexes: readonly number[]): Errors {
  return errors.flatMap((error) => {
    const at = error.path?.[1];
    if (typeof at !== "number") return [error];
    return indexes.flatMap((shared, own) =>
      shared === at ? [{ ...error, path: ["_entities", own, ...(error.path ?? []).slice(2)] }] : [],
    );
  });
}

function share(answer: SubgraphResponse, indexes: readonly number[]): SubgraphResponse {
  const entities = answer.data?.["_entities"] as readonly unknown[] | null | undefined;
  const errors = answer.errors && errorsOf(answer.errors, indexes);
  return {
    // Copies, because the executor merges into what it is given.
    data: entities ? { _entities: indexes.map((at) => copyJson(entities[at])) } : null,
    ...(errors && errors.length > 0 && { errors }),
    again: () => share(answer, indexes),
  };
}

/** Joins `_entities` requests of one tick into one, with equal representations asked once. */
export function createEntityBatcher(send: Send): Send {
  const open = new Map<string, Batch>();

  async function flush(key: string, { request, members }: Batch): Promise<void> {
    open.delete(key);
    const { unique, texts, indexes } = indexRepresentations(members);
    const variables = { ...request.variables, representations: unique };
    const asked = { ...request, variables, representations: texts };
    try {
      const answer = await send(asked, principalOf(members));
      const isAlone = members.length === 1 && unique.length === members[0]?.representations.length;
      for (const [i, member] of members.entries()) {
        member.resolve(isAlone ? answer : share(answer, indexes[i] ?? []));
      }
    } catch (error) {
      for (const member of members) member.reject(error);
    }
  }

  return (request, principal) => {
    const { representations } = request.variables;
    if (!Array.isArray(representations)) return send(request, principal);
    const key = batchKey(request, principal);
    return new Promise((resolve, reject) => {
      let batch = open.get(key);
      if (!batch) {
        const fresh: Batch = { request, members: [] };
        batch = fresh;
        open.set(key, fresh);
        setImmediate(() => void flush(key, fresh));
      }
      batch.members.push({ representations, principal, resolve, reject });
    });
  };
}
