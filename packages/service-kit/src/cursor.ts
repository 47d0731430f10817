import { createHmac, timingSafeEqual } from "node:crypto";
import { GraphQLError } from "graphql";
import type { Secret } from "./secret.ts";

/** A position a client may come back to, on any replica. */
export interface CursorPosition {
  /** Session of the engine's data directory: sequences of another one mean nothing here. */
  readonly sessionId: string;
  readonly sequence: bigint;
  /** What the position belongs to, for example `fills:demo`; a cursor of one list fits no other. */
  readonly scope: string;
}

type CursorReason = "MALFORMED" | "FORGED" | "OTHER_SCOPE" | "OTHER_SESSION";

/** A cursor that we did not make, or that belongs to something else. */
export class CursorError extends GraphQLError {
  readonly reason: CursorReason;

  constructor(reason: CursorReason) {
    super(`Cursor refused: ${reason}`, { extensions: { code: "CURSOR_INVALID" } });
    this.name = "CursorError";
    this.reason = reason;
  }
}

/** Makes and reads cursors. */
export interface CursorCodec {
  encode(position: CursorPosition): string;
  /** Throws `CursorError`; `expected` parts are compared when given. */
  decode(text: string, expected?: { scope?: string; sessionId?: string }): CursorPosition;
}

const MAC_BYTES = 16;

function parsePosition(body: string): CursorPosition {
  const [sessionId, sequence, ...scope] = Buffer.from(body, "base64url").toString().split("|");
  if (!sessionId || !sequence || !/^\d+$/.test(sequence)) throw new CursorError("MALFORMED");
  return { sessionId, sequence: BigInt(sequence), scope: scope.join("|") };
}

/** Makes the codec; all replicas must share the secret. */
export function createCursorCodec(secret: Secret): CursorCodec {
  const macOf = (body: string): Buffer =>
    createHmac("sha256", secret.reveal()).update(body).digest().subarray(0, MAC_BYTES);
  return {
    encode({ sessionId, sequence, scope }) {
      const body = Buffer.from(`${sessionId}|${sequence}|${scope}`).toString("base64url");
      return `${body}.${macOf(body).toString("base64url")}`;
    },
    decode(text, expected = {}) {
      const [body = "", mac = ""] = text.split(".");
      const given = Buffer.from(mac, "base64url");
      if (given.length !== MAC_BYTES) throw new CursorError("MALFORMED");
      if (!timingSafeEqual(given, macOf(body))) throw new CursorError("FORGED");
      const position = parsePosition(body);
      if (expected.scope !== undefined && expected.scope !== position.scope) {
        throw new CursorError("OTHER_SCOPE");
      }
      if (expected.sessionId !== undefined && expected.sessionId !== position.sessionId) {
        throw new CursorError("OTHER_SESSION");
      }
      return position;
    },
  };
}
