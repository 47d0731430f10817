import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** The root fields of an operation, fragments followed. */
export function rootFieldsOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly FieldNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  const fields: FieldNode[] = [];
  const visited = new Set<string>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) walk(fragment.selectionSet);
      }
    }
  };
  walk(operation.selectionSet);
  return fields;
}

/** Argument values of a root field, variables filled in; nothing where they do not fit the schema. */
export function argumentsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const definition = schema.getRootType(operation.operation)?.getFields()[field.name.value];
  if (!definition) return {};
  try {
    return getArgumentValues(definition, field, variables);
  } catch {
    return {};
  }
}

/** True when `@skip` or `@include` keeps a field from being executed. */
export function isSkipped(field: FieldNode, variables: Readonly<Record<string, unknown>>): boolean {
  const isSkip = getDirectiveValues(GraphQLSkipDirective, field, variables)?.["if"] === true;
  return isSkip || getDirectiveValues(GraphQLIncludeDirective, field, variables)?.["if"] === false;
}
