/** An operation of a kind the fast lane was not made for; said once, while it is compiled. */
export class NotCovered extends Error {
  constructor(what: string) {
    super(`Not covered by the fast lane: ${what}`);
    this.name = "NotCovered";
  }
}

/**
 * An answer that needs more than copying: an error, a null where none may be, a value of another type.
 * What becomes of it is for the reference executor to say.
 */
export class Deviation extends Error {
  constructor(what: string) {
    super(`Left to the reference executor: ${what}`);
    this.name = "Deviation";
  }
}

/** What `compile` makes, or undefined where it is not covered. */
export function orNotCovered<T>(compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotCovered) return undefined;
    throw error;
  }
}
