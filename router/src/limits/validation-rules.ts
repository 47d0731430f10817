import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/** Bounds of one document, the same on every transport. */
export interface DocumentLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

function refuse(context: ValidationContext, message: string): void {
  context.reportError(new GraphQLError(message, { extensions: { code: "COST_EXCEEDED" } }));
}

/**
 * Depth of a selection with fragments followed. Each fragment is measured once (`known`), so a
 * document of nested fragments costs its length and not its expansion; a cycle counts as endless.
 */
function depthOf(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, number>,
): number {
  let deepest = 0;
  for (const selection of selectionSet.selections) {
    let depth = 0;
    if (selection.kind === Kind.FIELD) {
      // Introspection has its own guard, and its queries are deep by nature.
      if (selection.name.value.startsWith("__")) continue;
      depth = 1 + (selection.selectionSet ? depthOf(selection.selectionSet, fragments, known) : 0);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      depth = depthOf(selection.selectionSet, fragments, known);
    } else {
      depth = depthOfFragment(selection.name.value, fragments, known);
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function depthOfFragment(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, number>,
): number {
  const measured = known.get(name);
  if (measured !== undefined) return measured;
  const fragment = fragments.get(name);
  if (!fragment) return 0;
  known.set(name, Number.POSITIVE_INFINITY);
  const depth = depthOf(fragment.selectionSet, fragments, known);
  known.set(name, depth);
  return depth;
}

function depthRule(limit: number): ValidationRule {
  return (context): ASTVisitor => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const one of context.getDocument().definitions) {
      if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
    }
    const known = new Map<string, number>();
    return {
      OperationDefinition(node) {
        if (depthOf(node.selectionSet, fragments, known) > limit) {
          refuse(context, `Operation is deeper than ${limit}`);
        }
      },
    };
  };
}

function countRule(
  kind: "Field" | "Directive",
  limit: number,
  message: string,
  counts: (node: { alias?: unknown }) => boolean,
): ValidationRule {
  return (context): ASTVisitor => {
    let seen = 0;
    return {
      [kind](node: { alias?: unknown }) {
        if (!counts(node)) return;
        seen += 1;
        // Reported once: thousands of reports are themselves the attack.
        if (seen === limit + 1) refuse(context, message);
      },
    };
  };
}

/** The rules that go beside graphql-js's own, into Apollo Server and into the hub alike. */
export function documentLimitRules(limits: DocumentLimits): ValidationRule[] {
  const { aliases, directives } = limits;
  return [
    depthRule(limits.depth),
    countRule("Field", aliases, `More than ${aliases} aliases`, (node) => Boolean(node.alias)),
    countRule("Directive", directives, `More than ${directives} directives`, () => true),
  ];
}
