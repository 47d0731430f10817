// Prints docs/formats/wire.md: one table per message.
import type { Field, Schema } from "./schema.ts";

const table = (fields: Field[]): string =>
  ["| offset | field | type | bytes |", "|---|---|---|---|"]
    .concat(fields.map((f) => `| ${f.offset} | ${f.name} | ${f.type} | ${f.size} |`))
    .join("\n");

/** The reference of every message, enum and offset. */
export function emitDocs(schema: Schema): string {
  const enums = schema.enums.map(
    (e) =>
      `### ${e.name} (${e.primitive})\n${e.description}\n\n${e.values.map((v) => `\`${v.name}\` ${v.value}`).join(" · ")}`,
  );
  const messages = schema.messages.map((m) => {
    const group = m.group ? `\n\nGroup \`${m.group.name}\`:\n\n${table(m.group.fields)}` : "";
    return `### ${m.id} ${m.name}\n${m.description}\n\nBlock of ${m.blockLength} bytes.\n\n${table(m.fields)}${group}`;
  });
  return `# Wire messages
Generated from \`contracts/wire/trading.xml\` (schema ${schema.id}, version ${schema.version}). Do not edit.

Little endian. A message is \`blockLength u16, templateId u16, schemaId u16, version u16\`, the block, then the group if it has
one (\`blockLength u16, numInGroup u16\`, rows). In a frame or file each message is preceded by its length (u32). Readers skip by
\`blockLength\` and by length, so an appended field or an unknown message stops nobody. Prices, quantities and money are × 1e-8.

## FrameHeader
Head of every frame on the topic \`e\` of the feed.

${table(schema.frameHeader)}

## Enums

${enums.join("\n\n")}

## Messages

${messages.join("\n\n")}
`;
}
