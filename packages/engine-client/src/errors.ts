import type { RejectReason } from "@hft/wire";

/** No reply in time. `isUnknown`: the command may have been executed; ask by client order id before anything else. */
export class EngineTimeout extends Error {
  override name = "EngineTimeout";
  readonly isUnknown: boolean;
  constructor(message: string, isUnknown: boolean) {
    super(message);
    this.isUnknown = isUnknown;
  }
}

/** The engine refused the logon. */
export class EngineRefused extends Error {
  override name = "EngineRefused";
  readonly reason: RejectReason;
  constructor(reason: RejectReason, text: string) {
    super(`engine refused the logon: ${reason} ${text}`.trim());
    this.reason = reason;
  }
}

/** The engine has another session than the data at hand. */
export class UnknownSession extends Error {
  override name = "UnknownSession";
  constructor(known: string, met: string) {
    super(
      `engine session is ${met}, but this data belongs to ${known}: run \`npm run reset-data\`, ` +
        "or set ACCEPT_NEW_SESSION=true to go on with the new session",
    );
  }
}

/** The asked events are older than the engine keeps. */
export class TooOld extends Error {
  override name = "TooOld";
  readonly oldestSequence: bigint;
  constructor(oldestSequence: bigint) {
    super(`events before ${oldestSequence} are gone: take a snapshot`);
    this.oldestSequence = oldestSequence;
  }
}
