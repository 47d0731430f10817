import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  type SelectionSetNode,
  type VariableDefinitionNode,
  visit,
} from "graphql";

/** Fields of a batch the hub reads for itself, under names no client would choose. */
export const HUB_FIELDS = {
  hftSequence: "sequence",
  hftCursor: "cursor",
} as const;

/** Variable the hub fills when it subscribes from a cursor. */
export const AFTER_VARIABLE = "hftAfter";

/** Response names of the batch fields, as this client wrote them. */
export interface BatchNames {
  readonly root: string;
  readonly events: readonly string[];
  readonly sequence: readonly string[];
  readonly previousSequence: readonly string[];
  readonly cursor: readonly string[];
  readonly conflated: readonly string[];
}

/** A subscription made independent of who asked and from where: what is shared, and its shape. */
export interface StreamDocument {
  /** Text of `shaped`: equal texts may share an upstream. */
  readonly text: string;
  /** What is planned: with the hub's own fields and `after` as a variable. */
  readonly planned: DocumentNode;
  /** What clients get: as written, without `intervalMs` and `after`. */
  readonly shaped: DocumentNode;
  readonly variableNames: ReadonlySet<string>;
  readonly names: BatchNames;
  readonly canResume: boolean;
}

const PER_CLIENT_ARGUMENTS = new Set(["intervalMs", "after"]);

function replaceField(document: DocumentNode, target: FieldNode, by: FieldNode): DocumentNode {
  return visit(document, { Field: { enter: (node) => (node === target ? by : undefined) } });
}

function usedVariables(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => void names.add(node.name.value),
  });
  return names;
}

function withVariables(
  document: DocumentNode,
  extra: readonly VariableDefinitionNode[],
): DocumentNode {
  const used = usedVariables(document);
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [
        ...(node.variableDefinitions ?? []).filter((one) => used.has(one.variable.name.value)),
        ...extra,
      ],
    }),
  });
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

function hubSelections(field: GraphQLField<unknown, unknown>): FieldNode[] {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return [];
  const fields = type.getFields();
  return Object.entries(HUB_FIELDS)
    .filter(([, one]) => fields[one])
    .map(([alias, one]) => ({ kind: Kind.FIELD, alias: name(alias), name: name(one) }));
}

function afterArgument(): ArgumentNode {
  const variable = { kind: Kind.VARIABLE, name: name(AFTER_VARIABLE) } as const;
  return { kind: Kind.ARGUMENT, name: name("after"), value: variable };
}

function afterDefinition(field: GraphQLField<unknown, unknown>): VariableDefinitionNode[] {
  const argument = field.args.find((one) => one.name === "after");
  if (!argument) return [];
  const variable = { kind: Kind.VARIABLE, name: name(AFTER_VARIABLE) } as const;
  const type = parseType(String(argument.type));
  return [{ kind: Kind.VARIABLE_DEFINITION, variable, type }];
}

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

function collectFields(
  document: DocumentNode,
  selectionSet: SelectionSetNode | undefined,
  wanted: string,
): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === wanted ? [selection] : [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return collectFields(document, selection.selectionSet, wanted);
    }
    const fragment = document.definitions.find(
      (one): one is FragmentDefinitionNode =>
        one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    return collectFields(document, fragment?.selectionSet, wanted);
  });
}

/** What this client calls the fields of a key; nothing where its events do not tell all of it. */
export function keyNames(
  document: DocumentNode,
  field: FieldNode,
  key: readonly string[],
): readonly string[] {
  const events = collectFields(document, field.selectionSet, "events");
  // Written twice under two names, events may have two shapes.
  if (new Set(events.map(responseName)).size > 1) return [];
  const names = key.map((wanted) => {
    const found = events.flatMap((one) => collectFields(document, one.selectionSet, wanted));
    return found.map(responseName)[0];
  });
  return names.every((one) => one !== undefined) ? names : [];
}

function batchNames(document: DocumentNode, field: FieldNode): BatchNames {
  const names = (wanted: string) =>
    collectFields(document, field.selectionSet, wanted).map(responseName);
  return {
    root: responseName(field),
    events: names("events"),
    sequence: names("sequence"),
    previousSequence: names("previousSequence"),
    cursor: names("cursor"),
    conflated: names("conflated"),
  };
}

/** Takes one operation and its fragments; `field` is its only root field. */
export function toStreamDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  field: FieldNode,
): StreamDocument {
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  if (!definition) throw new Error(`No subscription field ${field.name.value}`);
  const own = (field.arguments ?? []).filter((one) => !PER_CLIENT_ARGUMENTS.has(one.name.value));
  const shapedField: FieldNode = { ...field, arguments: own };
  const after = afterDefinition(definition);
  const selections = [...(field.selectionSet?.selections ?? []), ...hubSelections(definition)];
  const plannedField: FieldNode = {
    ...field,
    arguments: after.length > 0 ? [...own, afterArgument()] : own,
    ...(field.selectionSet && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  };
  const shaped = withVariables(replaceField(document, field, shapedField), []);
  return {
    text: print(shaped),
    planned: withVariables(replaceField(document, field, plannedField), after),
    shaped,
    variableNames: usedVariables(shaped),
    names: batchNames(shaped, shapedField),
    canResume: after.length > 0,
  };
}

/** The operation of a document that holds one. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const found = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (!found) throw new Error("The document holds no operation");
  return found;
}
