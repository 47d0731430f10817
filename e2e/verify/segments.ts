// Reads the engine's files by their documented bytes (docs/formats/journal.md, event-log.md), independent of its code.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32c, unframe } from "@hft/wire";

const SEGMENT_HEAD = 4_096;
const RECORD_HEAD = 32;

/** A record as both kinds of file hold it. */
export interface LogRecord {
  head: Buffer;
  payload: Buffer;
}

function checksum(record: Buffer): number {
  const head = Buffer.from(record.subarray(0, RECORD_HEAD));
  head.writeUInt32LE(0, 4);
  return crc32c(record.subarray(RECORD_HEAD), crc32c(head));
}

/** Records of one segment up to the first that is empty or torn. */
function* recordsOf(bytes: Buffer): Generator<LogRecord> {
  let at = SEGMENT_HEAD;
  while (at + RECORD_HEAD <= bytes.length) {
    const length = bytes.readUInt32LE(at);
    if (length === 0 || at + RECORD_HEAD + length > bytes.length) return;
    const record = bytes.subarray(at, at + RECORD_HEAD + length);
    if (checksum(record) !== record.readUInt32LE(4)) return;
    yield { head: record.subarray(0, RECORD_HEAD), payload: record.subarray(RECORD_HEAD) };
    at += RECORD_HEAD + Math.ceil(length / 8) * 8;
  }
}

function* recordsIn(dir: string, ending: string): Generator<LogRecord> {
  const files = readdirSync(dir).filter(
    (name) => name.endsWith(ending) && !name.startsWith("spare"),
  );
  for (const name of files.sort()) yield* recordsOf(readFileSync(join(dir, name)));
}

export interface JournalEntry {
  sequence: bigint;
  /** Envelope and command. */
  messages: Buffer[];
}

/** Every journalled command, in order; throws where the chain of checksums breaks. */
export function readJournal(dataDir: string): JournalEntry[] {
  let previousCrc: number | null = null;
  return [...recordsIn(join(dataDir, "journal"), ".wal")].map(({ head, payload }) => {
    const chained = head.readUInt32LE(24);
    if (previousCrc !== null && chained !== previousCrc)
      throw new Error(`journal chain breaks at ${head.readBigUInt64LE(8)}`);
    previousCrc = head.readUInt32LE(4);
    return { sequence: head.readBigUInt64LE(8), messages: unframe(payload) };
  });
}

/** Every event's bytes, in order, with the sequence that its record gives it. */
export function readEventLog(dataDir: string): { sequence: bigint; bytes: Buffer }[] {
  const events: { sequence: bigint; bytes: Buffer }[] = [];
  for (const { head, payload } of recordsIn(join(dataDir, "events"), ".events")) {
    const first = head.readBigUInt64LE(16);
    const messages = unframe(payload);
    events.push(...messages.map((bytes, i) => ({ sequence: first + BigInt(i), bytes })));
  }
  return events;
}
