export { decode, encode, frame, templateIdOf, unframe } from "./codec.ts";
export { WireError } from "./codec-parts.ts";
export { crc32c } from "./crc32c.ts";
export { type FeedFrame, readFeedFrame, writeFeedFrame } from "./feed-frame.ts";
export * from "./generated/messages.ts";
export { NIL_SESSION, sessionText, sessionWords } from "./session.ts";
