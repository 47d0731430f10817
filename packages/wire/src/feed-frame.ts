// A frame of the topic `e` on 5556: 32-byte head, then length-prefixed events. count 0 is a heartbeat.
import { unframe } from "./codec.ts";
import { WireError } from "./codec-parts.ts";
import { crc32c } from "./crc32c.ts";
import { sessionText, sessionWords } from "./session.ts";

const HEAD = 32;
const CRC_AT = 28;

export interface FeedFrame {
  sessionId: string;
  /** Sequence of the first event, or of the next one to come when the frame is a heartbeat. */
  firstSequence: bigint;
  messages: Buffer[];
}

function checksum(bytes: Buffer): number {
  const head = crc32c(bytes.subarray(0, CRC_AT));
  return crc32c(bytes.subarray(HEAD), crc32c(Buffer.alloc(4), head));
}

/** Reads and checks a frame. Throws WireError on a wrong checksum or count. */
export function readFeedFrame(bytes: Buffer): FeedFrame {
  if (bytes.length < HEAD) throw new WireError(`feed frame of ${bytes.length} bytes has no head`);
  if (checksum(bytes) !== bytes.readUInt32LE(CRC_AT))
    throw new WireError("feed frame checksum differs");
  const messages = unframe(bytes, HEAD);
  if (messages.length !== bytes.readUInt16LE(24)) throw new WireError("feed frame count differs");
  return {
    sessionId: sessionText(bytes.readBigUInt64LE(0), bytes.readBigUInt64LE(8)),
    firstSequence: bytes.readBigUInt64LE(16),
    messages,
  };
}

/** Writes a frame; for simulators and tests. */
export function writeFeedFrame(feed: FeedFrame, framed: Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(HEAD), framed]);
  const { hi, lo } = sessionWords(feed.sessionId);
  bytes.writeBigUInt64LE(hi, 0);
  bytes.writeBigUInt64LE(lo, 8);
  bytes.writeBigUInt64LE(feed.firstSequence, 16);
  bytes.writeUInt16LE(feed.messages.length, 24);
  bytes.writeUInt32LE(checksum(bytes), CRC_AT);
  return bytes;
}
