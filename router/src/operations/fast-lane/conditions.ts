import { type Selection, Variable } from "@apollo/federation-internals";
import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from "graphql";

/** Values of the variables that decide which fields an operation has. */
export type Conditions = ReadonlyMap<string, boolean>;

const SWITCHES: readonly string[] = ["skip", "include"];

/** The operation's variables in any `@skip` or `@include`, in a fixed order. */
export function conditionNames(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (!SWITCHES.includes(name.value)) return;
      for (const { value } of given) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  const own = operation.variableDefinitions?.map((one) => one.variable.name.value) ?? [];
  return own.filter((one) => names.has(one)).sort();
}

/** True when the selection is executed under these conditions. */
export function isSelected({ element }: Selection, conditions: Conditions): boolean {
  return SWITCHES.every((name) =>
    element.appliedDirectivesOf(name).every((directive) => {
      const given = (directive.arguments() as { readonly if?: unknown }).if;
      const isTrue =
        given instanceof Variable ? conditions.get(given.name) === true : given === true;
      return isTrue === (name === "include");
    }),
  );
}
