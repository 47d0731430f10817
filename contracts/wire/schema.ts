// Reads the SBE subset of trading.xml into plain records; refuses anything outside the subset.
import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";

export type Primitive = "uint8" | "uint16" | "uint32" | "uint64" | "int64" | "char";
export const SIZE: Record<Primitive, number> = {
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  int64: 8,
  char: 1,
};

export interface EnumType {
  name: string;
  primitive: Primitive;
  description: string;
  values: { name: string; value: number }[];
}
export interface Field {
  name: string;
  type: string;
  primitive: Primitive;
  /** Characters of a char array, else 1. */
  length: number;
  enumType: EnumType | null;
  offset: number;
  size: number;
}
export interface Group {
  name: string;
  fields: Field[];
  blockLength: number;
}
export interface Message {
  name: string;
  id: number;
  description: string;
  fields: Field[];
  blockLength: number;
  group: Group | null;
}
export interface Schema {
  id: number;
  version: number;
  enums: EnumType[];
  messages: Message[];
  frameHeader: Field[];
}

interface Node {
  [key: string]: unknown;
}
const list = (value: unknown): Node[] =>
  value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Node[]);
const text = (node: Node, key: string): string => String(node[`@${key}`] ?? "");

function primitiveOf(name: string): Primitive {
  if (!(name in SIZE)) throw new Error(`type ${name} is outside the subset: ${Object.keys(SIZE)}`);
  return name as Primitive;
}

function readEnum(node: Node): EnumType {
  const values = list(node.validValue).map((v) => ({
    name: text(v, "name"),
    value: Number(v["#text"]),
  }));
  return {
    name: text(node, "name"),
    primitive: primitiveOf(text(node, "encodingType")),
    description: text(node, "description"),
    values,
  };
}

/** Lays fields out one after another, without padding. */
function layOut(nodes: Node[], types: Map<string, Node>, enums: Map<string, EnumType>): Field[] {
  let offset = 0;
  return nodes.map((node) => {
    const type = text(node, "type") || text(node, "primitiveType");
    const enumType = enums.get(type) ?? null;
    const declared = types.get(type);
    const primitive =
      enumType?.primitive ?? primitiveOf(declared ? text(declared, "primitiveType") : type);
    const length = declared ? Number(text(declared, "length") || 1) : 1;
    const size = SIZE[primitive] * length;
    const field = { name: text(node, "name"), type, primitive, length, enumType, offset, size };
    offset += size;
    return field;
  });
}

const blockLengthOf = (fields: Field[]): number => fields.reduce((sum, f) => sum + f.size, 0);

/** Reads trading.xml. Throws with the offending name when it leaves the subset. */
export const readSchema = (path: string): Schema => parseSchema(readFileSync(path, "utf8"));

/** The same from text. */
export function parseSchema(xml: string): Schema {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" });
  const root = parser.parse(xml)["sbe:messageSchema"] as Node;
  const typesNode = root.types as Node;
  const enums = new Map(list(typesNode.enum).map((n) => [text(n, "name"), readEnum(n)]));
  const types = new Map(list(typesNode.type).map((n) => [text(n, "name"), n]));
  const fieldsOf = (node: Node) => layOut(list(node.field), types, enums);
  const composite = list(typesNode.composite).find((n) => text(n, "name") === "FrameHeader");
  const messages = list(root["sbe:message"]).map((node): Message => {
    const fields = fieldsOf(node);
    const groups = list(node.group);
    if (groups.length > 1) throw new Error(`${text(node, "name")} has more than one group`);
    const group = groups[0]
      ? { name: text(groups[0], "name"), fields: fieldsOf(groups[0]), blockLength: 0 }
      : null;
    if (group) group.blockLength = blockLengthOf(group.fields);
    return {
      name: text(node, "name"),
      id: Number(text(node, "id")),
      description: text(node, "description"),
      fields,
      blockLength: blockLengthOf(fields),
      group,
    };
  });
  return {
    id: Number(text(root, "id")),
    version: Number(text(root, "version")),
    enums: [...enums.values()],
    messages,
    frameHeader: layOut(list((composite as Node).type), types, enums),
  };
}
