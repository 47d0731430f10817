// What a schema may not do to those who already wrote bytes or read them: the pure part of check-compatible.ts.
import type { EnumType, Field, Message, Schema } from "./schema.ts";

/** Every way in which `next` breaks readers or stored bytes of `base`; empty when it only adds. */
export function incompatibilities(base: Schema, next: Schema): string[] {
  const nextById = new Map(next.messages.map((message) => [message.id, message]));
  const nextEnums = new Map(next.enums.map((one) => [one.name, one]));
  const problems = [
    ...(base.id === next.id ? [] : [`schema id was ${base.id} and is ${next.id}`]),
    ...fieldProblems("FrameHeader", base.frameHeader, next.frameHeader),
    ...(base.frameHeader.length === next.frameHeader.length
      ? []
      : ["FrameHeader is raw bytes: nothing can be appended to it"]),
    ...base.messages.flatMap((message) => messageProblems(message, nextById.get(message.id))),
    ...base.enums.flatMap((one) => enumProblems(one, nextEnums.get(one.name))),
  ];
  return problems.length > 0 ? problems : versionProblems(base, next);
}

function messageProblems(base: Message, next: Message | undefined): string[] {
  if (!next) return [`${base.name} (id ${base.id}) was removed`];
  if (base.name !== next.name) return [`message ${base.id} was ${base.name} and is ${next.name}`];
  const problems = fieldProblems(base.name, base.fields, next.fields);
  if (base.group?.name !== next.group?.name) {
    // A reader that expects a group runs past the end of a message that has none.
    problems.push(`${base.name}: a repeating group can be neither added, removed nor renamed`);
  } else if (base.group && next.group) {
    const where = `${base.name}.${base.group.name}`;
    problems.push(...fieldProblems(where, base.group.fields, next.group.fields));
  }
  return problems;
}

const layoutOf = (f: Field): string =>
  `${f.enumType?.name ?? f.primitive}${f.length > 1 ? `[${f.length}]` : ""}`;

function fieldProblems(where: string, base: Field[], next: Field[]): string[] {
  return base.flatMap((field, i) => {
    const name = `${where}.${field.name}`;
    const now = next.find((one) => one.name === field.name);
    if (!now) return [`${name} was removed`];
    if (next[i] !== now) return [`${name} was moved`];
    const [was, is] = [layoutOf(field), layoutOf(now)];
    return was === is ? [] : [`${name} was ${was} and is ${is}`];
  });
}

function enumProblems(base: EnumType, next: EnumType | undefined): string[] {
  if (!next) return [`enum ${base.name} was removed`];
  if (base.primitive !== next.primitive) {
    return [`enum ${base.name} was ${base.primitive} and is ${next.primitive}`];
  }
  return base.values.flatMap(({ name, value }) => {
    const now = next.values.find((one) => one.name === name);
    return now?.value === value ? [] : [`${base.name}.${name} was ${value} and is ${now?.value}`];
  });
}

/** A reader can only tell shorter blocks apart by their version, so additions raise it. */
function versionProblems(base: Schema, next: Schema): string[] {
  if (next.version < base.version) return [`version fell from ${base.version} to ${next.version}`];
  const same = JSON.stringify(shapeOf(base)) === JSON.stringify(shapeOf(next));
  return same || next.version > base.version
    ? []
    : [`something was added: raise version ${base.version}`];
}

/** Descriptions may change freely. */
const shapeOf = ({ messages, enums }: Schema) => [
  messages.map(({ description: _, fields, group, ...rest }) => ({
    ...rest,
    fields: fields.map(layoutOf),
    group: group?.fields.map(layoutOf),
  })),
  enums.map(({ name, values }) => ({ name, values })),
];
