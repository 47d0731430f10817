// Prints the TypeScript side: one interface, encoder and decoder per message, straight-line code.
import type { EnumType, Field, Message, Schema } from "./schema.ts";

function tsType(f: Field): string {
  if (f.enumType) return f.enumType.name === "Bool" ? "boolean" : f.enumType.name;
  if (f.primitive === "char") return "string";
  return f.size === 8 ? "bigint" : "number";
}

/** Bool is a boolean in TypeScript, "YES"/"NO" only in the golden values. */
const isBool = (f: Field): boolean => f.enumType?.name === "Bool";

function enumText(e: EnumType): string {
  const rows = e.values.map((v) => `  ${v.name}: ${v.value},`).join("\n");
  const doc = e.description ? `/** ${e.description}. */\n` : "";
  return `${doc}export const ${e.name}Code = {\n${rows}\n} as const;
export type ${e.name} = keyof typeof ${e.name}Code;
const ${e.name}Name = names(${e.name}Code, "${e.name}");`;
}

function encodeField(f: Field, from: string, base: string): string {
  const at = `${base} + ${f.offset}`;
  const value = `${from}.${f.name}`;
  if (isBool(f)) return `  b[${at}] = ${value} ? 1 : 0;`;
  if (f.enumType) return `  b.writeUIntLE(${f.enumType.name}Code[${value}], ${at}, ${f.size});`;
  if (f.primitive === "char") return `  putText(b, ${at}, ${f.length}, ${value}, "${f.name}");`;
  if (f.primitive === "int64") return `  b.writeBigInt64LE(${value}, ${at});`;
  if (f.primitive === "uint64") return `  b.writeBigUInt64LE(${value}, ${at});`;
  return `  b.writeUIntLE(${value}, ${at}, ${f.size});`;
}

function decodeField(f: Field, base: string): string {
  const at = `${base} + ${f.offset}`;
  if (isBool(f)) return `${f.name}: b[${at}] !== 0`;
  if (f.enumType) return `${f.name}: ${f.enumType.name}Name(b.readUIntLE(${at}, ${f.size}))`;
  if (f.primitive === "char") return `${f.name}: text(b, ${at}, ${f.length})`;
  if (f.primitive === "int64") return `${f.name}: b.readBigInt64LE(${at})`;
  if (f.primitive === "uint64") return `${f.name}: b.readBigUInt64LE(${at})`;
  return `${f.name}: b.readUIntLE(${at}, ${f.size})`;
}

const props = (fields: Field[]): string =>
  fields.map((f) => `  ${f.name}: ${tsType(f)};`).join("\n");
const cap = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);

function interfaceText(m: Message): string {
  const entry = m.group
    ? `export interface ${m.name}${cap(m.group.name)} {\n${props(m.group.fields)}\n}\n`
    : "";
  const groupProp = m.group ? `\n  ${m.group.name}: ${m.name}${cap(m.group.name)}[];` : "";
  return `${entry}/** ${m.description || m.name}. */
export interface ${m.name} {\n  type: "${m.name}";\n${props(m.fields)}${groupProp}\n}`;
}

function encoderText(m: Message): string {
  const g = m.group;
  const size = g
    ? `${8 + m.blockLength + 4} + m.${g.name}.length * ${g.blockLength}`
    : `${8 + m.blockLength}`;
  const group = g
    ? `
  b.writeUInt16LE(${g.blockLength}, ${8 + m.blockLength});
  b.writeUInt16LE(m.${g.name}.length, ${8 + m.blockLength + 2});
  m.${g.name}.forEach((row, i) => {
    const at = ${8 + m.blockLength + 4} + i * ${g.blockLength};
${g.fields.map((f) => `  ${encodeField(f, "row", "at")}`).join("\n")}
  });`
    : "";
  return `function encode${m.name}(m: ${m.name}): Buffer {
  const b = Buffer.alloc(${size});
  putHeader(b, ${m.blockLength}, ${m.id});
${m.fields.map((f) => encodeField(f, "m", "8")).join("\n")}${group}
  return b;
}`;
}

function decoderText(m: Message): string {
  const g = m.group;
  const group = g
    ? `,
    ${g.name}: rows(b, end, ${g.blockLength}, (b, at) => ({
${g.fields.map((f) => `      ${decodeField(f, "at")},`).join("\n")}
    }))`
    : "";
  return `function decode${m.name}(b: Buffer, ${g ? "end: number" : "_end: number"}): ${m.name} {
  return {
    type: "${m.name}",
${m.fields.map((f) => `    ${decodeField(f, "8")}`).join(",\n")}${group},
  };
}`;
}

/** The whole module messages.ts. */
export function emitTs(schema: Schema): string {
  const m = schema.messages;
  return `// Generated from contracts/wire/trading.xml by contracts/wire/generate.ts. Do not edit.
import { names, putHeaderOf, putText, rows, text } from "../codec-parts.ts";

export const SCHEMA_ID = ${schema.id};
export const SCHEMA_VERSION = ${schema.version};
const putHeader = putHeaderOf(SCHEMA_ID, SCHEMA_VERSION);

${schema.enums
  .filter((e) => e.name !== "Bool")
  .map(enumText)
  .join("\n\n")}

${m.map(interfaceText).join("\n\n")}

export type Message =
${m.map((x) => `  | ${x.name}`).join("\n")};
export type MessageType = Message["type"];

/** Template id of each message. */
export const TemplateId = {
${m.map((x) => `  ${x.name}: ${x.id},`).join("\n")}
} as const satisfies Record<MessageType, number>;

${m.map(encoderText).join("\n\n")}

${m.map(decoderText).join("\n\n")}

export const encoders: { [T in MessageType]: (m: Extract<Message, { type: T }>) => Buffer } = {
${m.map((x) => `  ${x.name}: encode${x.name},`).join("\n")}
};

export interface Decoder {
  blockLength: number;
  hasGroup: boolean;
  decode: (b: Buffer, end: number) => Message;
}
export const decoders: ReadonlyMap<number, Decoder> = new Map<number, Decoder>([
${m.map((x) => `  [${x.id}, { blockLength: ${x.blockLength}, hasGroup: ${x.group !== null}, decode: decode${x.name} }],`).join("\n")}
]);
`;
}
