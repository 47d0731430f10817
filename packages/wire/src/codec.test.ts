import { describe, expect, it } from "vitest";
import { decode, encode, frame, unframe } from "./codec.ts";
import { WireError } from "./codec-parts.ts";
import { crc32c } from "./crc32c.ts";
import { readFeedFrame, writeFeedFrame } from "./feed-frame.ts";
import { golden } from "./generated/golden.ts";
import { NIL_SESSION, sessionText, sessionWords } from "./session.ts";

describe("wire codec", () => {
  it.each(golden)("writes and reads the golden bytes of $message.type", ({ hex, message }) => {
    expect(encode(message).toString("hex")).toBe(hex);
    expect(decode(Buffer.from(hex, "hex"))).toEqual(message);
  });

  it("reads fields that an older writer did not know as zero", () => {
    const bytes = encode({ type: "Ping", clientTimeNs: 7n });
    const older = Buffer.from(bytes.subarray(0, 8));
    older.writeUInt16LE(0, 0);
    expect(decode(older)).toEqual({ type: "Ping", clientTimeNs: 0n });
  });

  it("skips fields and messages that a newer writer added", () => {
    const newer = Buffer.concat([encode({ type: "Ping", clientTimeNs: 7n }), Buffer.alloc(4, 9)]);
    newer.writeUInt16LE(12, 0);
    expect(decode(newer)).toEqual({ type: "Ping", clientTimeNs: 7n });
    newer.writeUInt16LE(60_000, 2);
    expect(decode(newer)).toBeNull();
  });

  it("refuses text that does not fit, or that is not ASCII", () => {
    const deposit = { type: "Deposit", amount: 1n, depositId: "d" } as const;
    expect(() => encode({ ...deposit, accountId: "a".repeat(17) })).toThrow(WireError);
    expect(() => encode({ ...deposit, accountId: "é" })).toThrow(/printable ASCII/);
  });

  it("splits a frame into its messages and names a cut", () => {
    const messages = golden.slice(0, 4).map((g) => Buffer.from(g.hex, "hex"));
    const bytes = frame(messages);
    expect(unframe(bytes)).toEqual(messages);
    expect(() => unframe(bytes.subarray(0, bytes.length - 1))).toThrow(/frame is cut/);
  });

  it("checks a feed frame", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
    const messages = [encode({ type: "Ping", clientTimeNs: 1n })];
    const feed = { sessionId: sessionText(1n, 2n), firstSequence: 42n, messages };
    const bytes = writeFeedFrame(feed, frame(messages));
    expect(readFeedFrame(bytes)).toEqual(feed);
    bytes[40] = (bytes[40] as number) ^ 1;
    expect(() => readFeedFrame(bytes)).toThrow(/checksum/);
    expect(sessionWords(NIL_SESSION)).toEqual({ hi: 0n, lo: 0n });
  });
});
