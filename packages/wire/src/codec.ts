// One message ⇄ bytes, and many messages ⇄ a frame.
import { WireError } from "./codec-parts.ts";
import { decoders, encoders, type Message, SCHEMA_ID } from "./generated/messages.ts";

const HEADER = 8;

/** Bytes of one message: header, block and group. Throws WireError when a value does not fit its field. */
export function encode(message: Message): Buffer {
  const encoder = encoders[message.type] as (m: Message) => Buffer;
  return encoder(message);
}

/** Template id in a message's header. */
export const templateIdOf = (bytes: Buffer): number => bytes.readUInt16LE(2);

/**
 * Reads one message. Null for a template this build does not know (a newer writer). Fields a shorter, older block
 * lacks read as zero; throws WireError on bytes that are no message of this schema.
 */
export function decode(bytes: Buffer): Message | null {
  if (bytes.length < HEADER) throw new WireError(`message of ${bytes.length} bytes has no header`);
  const blockLength = bytes.readUInt16LE(0);
  if (bytes.readUInt16LE(4) !== SCHEMA_ID)
    throw new WireError(`schema id was ${bytes.readUInt16LE(4)}`);
  if (HEADER + blockLength > bytes.length) throw new WireError("block runs past the message");
  const decoder = decoders.get(bytes.readUInt16LE(2));
  if (!decoder) return null;
  if (blockLength >= decoder.blockLength) return decoder.decode(bytes, HEADER + blockLength);
  return decoder.decode(...widened(bytes, blockLength, decoder.blockLength));
}

/** An older, shorter block: pad it to the length this build knows. */
function widened(bytes: Buffer, from: number, to: number): [Buffer, number] {
  const head = bytes.subarray(0, HEADER + from);
  const tail = bytes.subarray(HEADER + from);
  return [Buffer.concat([head, Buffer.alloc(to - from), tail]), HEADER + to];
}

/** Puts u32 lengths before messages and joins them: the layout of frames, journal payloads and log records. */
export function frame(messages: Buffer[]): Buffer {
  const parts: Buffer[] = [];
  for (const message of messages) {
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32LE(message.length);
    parts.push(length, message);
  }
  return Buffer.concat(parts);
}

/** Splits a frame into messages without copying. Throws WireError when a length does not fit. */
export function unframe(bytes: Buffer, from = 0): Buffer[] {
  const messages: Buffer[] = [];
  let at = from;
  while (at < bytes.length) {
    const length = at + 4 <= bytes.length ? bytes.readUInt32LE(at) : -1;
    if (length < HEADER || at + 4 + length > bytes.length) {
      throw new WireError(`frame is cut: length ${length} at byte ${at} of ${bytes.length}`);
    }
    messages.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return messages;
}
