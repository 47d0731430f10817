// Changes to the bytes of one valid wire message: half of them leave its frame whole and change what it says.
import type { Random } from "./random.ts";

type Mutate = (bytes: Buffer, random: Random) => Buffer;

const HEADER = 8;
const EXTREMES = [0n, 1n, 0x7fff_ffff_ffff_ffffn, 0x8000_0000_0000_0000n, 0xffff_ffff_ffff_ffffn];
const NOISE = ["\0", "\n", "é", "名", "\u202e", "'", '"', "%s", "../", "\x7f"];

const inBlock = (bytes: Buffer, random: Random, width: number): number =>
  HEADER + random.below(Math.max(1, bytes.length - HEADER - width + 1));

/** What the message says. */
const CONTENT: Mutate[] = [
  function flipBits(bytes, random) {
    for (let i = 0; i <= random.below(4); i += 1) {
      const at = inBlock(bytes, random, 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  },
  function writeExtreme(bytes, random) {
    if (bytes.length < HEADER + 8) return bytes;
    const at = HEADER + 8 * random.below(Math.floor((bytes.length - HEADER) / 8));
    bytes.writeBigUInt64LE(random.pick(EXTREMES), at);
    return bytes;
  },
  function swapFields(bytes, random) {
    if (bytes.length < HEADER + 16) return bytes;
    const words = Math.floor((bytes.length - HEADER) / 8);
    const [a, b] = [HEADER + 8 * random.below(words), HEADER + 8 * random.below(words)];
    const kept = bytes.readBigUInt64LE(a);
    bytes.writeBigUInt64LE(bytes.readBigUInt64LE(b), a);
    bytes.writeBigUInt64LE(kept, b);
    return bytes;
  },
  function wrongEnum(bytes, random) {
    // Enums are the last single bytes of a block.
    bytes[bytes.length - 1 - random.below(Math.min(8, bytes.length - HEADER))] = random.below(256);
    return bytes;
  },
  function strangeText(bytes, random) {
    Buffer.from(random.pick(NOISE)).copy(bytes, inBlock(bytes, random, 4));
    return bytes;
  },
];

/** How the message says it. */
const FORM: Mutate[] = [
  function truncate(bytes, random) {
    return bytes.subarray(0, random.below(bytes.length));
  },
  function extend(bytes, random) {
    return Buffer.concat([bytes, Buffer.alloc(1 + random.below(2_000), random.below(256))]);
  },
  function wrongHeader(bytes, random) {
    bytes.writeUInt16LE(
      random.pick([0, 1, 7, 255, 65_535, random.below(65_536)]),
      2 * random.below(4),
    );
    return bytes;
  },
  function noise(bytes, random) {
    return Buffer.from(bytes.map(() => random.below(256)));
  },
];

/** One message of its frame, changed. The given bytes are left alone. */
export function mutateMessage(message: Buffer, random: Random): Buffer {
  const mutate = random.isOneIn(3) ? random.pick(FORM) : random.pick(CONTENT);
  return mutate(Buffer.from(message), random);
}

/** Messages as a frame with a length before each; now and then the lengths themselves are wrong. */
export function mutateFrame(messages: readonly Buffer[], random: Random): Buffer {
  const list = [...messages];
  const at = random.below(list.length);
  list[at] = mutateMessage(list[at] as Buffer, random);
  if (random.isOneIn(12)) list.splice(at, 0, list[at] as Buffer);
  if (random.isOneIn(20)) list.reverse();
  const parts = list.flatMap((bytes) => {
    const length = Buffer.alloc(4);
    const isWrong = random.isOneIn(15);
    length.writeUInt32LE(
      isWrong ? random.pick([0, 1, 7, bytes.length + 1, 0x7fff_ffff, 0xffff_ffff]) : bytes.length,
    );
    return [length, bytes];
  });
  return Buffer.concat(parts);
}
