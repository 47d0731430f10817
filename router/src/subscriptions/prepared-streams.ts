import { toGraphQLError } from "@hft/service-kit";
import { type DocumentNode, print } from "graphql";
import type { FieldPolicies, StreamPolicy } from "../gateway/field-policies.ts";
import type { Graph, SubscriptionPlan } from "../gateway/graph.ts";
import { rootFieldsOf } from "../operations/root-fields.ts";
import { keyNames, operationOf, type StreamDocument, toStreamDocument } from "./stream-document.ts";

/** A subscription document ready to be run for anybody. */
export interface PreparedStream {
  readonly document: StreamDocument;
  readonly plan: SubscriptionPlan;
  /** Its key in the client's own words. */
  readonly policy: StreamPolicy;
}

const MAX_PREPARED = 500;

/** Plans each document once; planning costs milliseconds, looking up does not. */
export function createPreparedStreams(
  graph: Graph,
  policies: FieldPolicies,
): (document: DocumentNode) => PreparedStream {
  const prepared = new Map<string, PreparedStream>();

  function prepare(source: DocumentNode): PreparedStream {
    const [field] = rootFieldsOf(source, operationOf(source));
    const policy = field && policies.get(`subscription.${field.name.value}`)?.stream;
    if (!policy) throw toGraphQLError("FORBIDDEN", "The field has no stream policy");
    const document = toStreamDocument(graph.schema, source, field);
    const plan = graph.planSubscription(document.planned, document.shaped);
    const key = keyNames(source, field, policy.key);
    return { document, plan, policy: { ...policy, key } };
  }

  return (source) => {
    const text = print(source);
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= MAX_PREPARED) prepared.delete(prepared.keys().next().value ?? "");
    const fresh = prepare(source);
    prepared.set(text, fresh);
    return fresh;
  };
}
