// The few primitives that the generated codec is made of.

/** Thrown on bytes or values that no message can hold; the message says which field and what would be right. */
export class WireError extends Error {
  override name = "WireError";
}

/** Writes the 8-byte message header: blockLength, templateId, schemaId, version. */
export const putHeaderOf =
  (schemaId: number, version: number) =>
  (b: Buffer, blockLength: number, templateId: number): void => {
    b.writeUInt16LE(blockLength, 0);
    b.writeUInt16LE(templateId, 2);
    b.writeUInt16LE(schemaId, 4);
    b.writeUInt16LE(version, 6);
  };

/** Writes ASCII padded with zero bytes; refuses what would be cut or altered. */
export function putText(b: Buffer, at: number, length: number, value: string, field: string): void {
  if (value.length > length)
    throw new WireError(`${field} was ${value.length} characters, at most ${length}`);
  const written = b.write(value, at, length, "latin1");
  if (written !== value.length || !isAscii(value)) {
    throw new WireError(`${field} must be printable ASCII, was ${JSON.stringify(value)}`);
  }
}

function isAscii(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if (code < 32 || code > 126) return false;
  }
  return true;
}

/** Reads zero-padded text. */
export function text(b: Buffer, at: number, length: number): string {
  let end = at;
  while (end < at + length && b[end] !== 0) end += 1;
  return b.toString("latin1", at, end);
}

/** Code → name of an enum; an unknown code is an error, never a guess. */
export function names<T extends Record<string, number>>(codes: T, type: string) {
  const byCode: (keyof T)[] = [];
  for (const [name, code] of Object.entries(codes)) byCode[code] = name;
  return (code: number): keyof T => {
    const name = byCode[code];
    if (name === undefined) throw new WireError(`${type} has no value ${code}`);
    return name;
  };
}

/** Reads a repeating group that starts at `end` of the block; rows may be longer than we know. */
export function rows<R>(
  b: Buffer,
  end: number,
  known: number,
  read: (b: Buffer, at: number) => R,
): R[] {
  const blockLength = b.readUInt16LE(end);
  const count = b.readUInt16LE(end + 2);
  if (blockLength < known || end + 4 + count * blockLength > b.length) {
    throw new WireError(`group of ${count} rows × ${blockLength} bytes does not fit its message`);
  }
  return Array.from({ length: count }, (_, i) => read(b, end + 4 + i * blockLength));
}
