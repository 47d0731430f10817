import {
  type FieldSelection,
  isSubtype,
  type ObjectType,
  type SelectionSet,
} from "@apollo/federation-internals";
import { type Conditions, isSelected } from "./conditions.ts";
import { NotCovered } from "./deviation.ts";

/** One field of an object's answer: its selections of all fragments together. */
export interface OutputField {
  readonly responseName: string;
  readonly selection: FieldSelection;
  readonly children: SelectionSet[];
}

/** How much may still be compiled: nested fragments make few words into many fields. */
export interface Budget {
  fieldsLeft: number;
}

/** What one compilation is for. */
export interface Shape {
  readonly conditions: Conditions;
  readonly budget: Budget;
}

function add(fields: Map<string, OutputField>, selection: FieldSelection): void {
  const responseName = selection.element.responseName();
  if (responseName in Object.prototype) throw new NotCovered(`a field called ${responseName}`);
  if (selection.element.definition.isSchemaIntrospectionField()) {
    throw new NotCovered("introspection");
  }
  const known = fields.get(responseName);
  const children = selection.selectionSet ? [selection.selectionSet] : [];
  if (!known) {
    fields.set(responseName, { responseName, selection, children });
    return;
  }
  const [one, other] = [known.selection.element.definition, selection.element.definition];
  if (String(one.type) !== String(other.type)) throw new NotCovered("a field of two types");
  known.children.push(...children);
}

/** The fields of an object of `type`, in the order of its answer. */
export function fieldsOf(
  type: ObjectType,
  sets: readonly SelectionSet[],
  shape: Shape,
  fields = new Map<string, OutputField>(),
): Map<string, OutputField> {
  for (const selection of sets.flatMap((one) => one.selections())) {
    shape.budget.fieldsLeft -= 1;
    if (shape.budget.fieldsLeft < 0) throw new NotCovered("so many fields");
    if (!isSelected(selection, shape.conditions)) continue;
    if (selection.kind === "FieldSelection") add(fields, selection);
    else {
      const { typeCondition } = selection.element;
      const applies = !typeCondition || isSubtype(typeCondition, type);
      if (applies) fieldsOf(type, [selection.selectionSet], shape, fields);
    }
  }
  return fields;
}
