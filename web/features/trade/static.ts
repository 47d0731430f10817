import { CombinedGraphQLErrors } from "@apollo/client";
import { type Backoff, createBackoff } from "../../lib/stream/backoff.ts";

/** Why there is no answer, and whether it is asked for again. */
export interface Trouble {
  readonly text: string;
  readonly isPassing: boolean;
}

/** Codes of answers that stay what they are, however often one asks. */
const LASTING = new Set<unknown>(["FORBIDDEN", "VALIDATION_FAILED", "NOT_FOUND", "COST_EXCEEDED"]);

function troubleOf(cause: unknown): Trouble {
  const errors = CombinedGraphQLErrors.is(cause) ? cause.errors : [];
  const isPassing = !errors.some(({ extensions }) => LASTING.has(extensions?.["code"]));
  return { text: cause instanceof Error ? cause.message : String(cause), isPassing };
}

/** Asks until there is an answer, later and later, as long as one may come. Returns how to stop. */
export function askUntilAnswered<T>(
  ask: () => Promise<T>,
  on: { answered(answer: T): void; failed(trouble: Trouble): void },
  backoff: Backoff = createBackoff(),
): () => void {
  let isStopped = false;
  function failed(cause: unknown): void {
    if (isStopped) return;
    const trouble = troubleOf(cause);
    on.failed(trouble);
    if (trouble.isPassing) backoff.again(attempt);
  }
  function attempt(): void {
    ask().then((answer) => isStopped || on.answered(answer), failed);
  }
  attempt();
  return () => {
    isStopped = true;
    backoff.cancel();
  };
}

export function troubleText(trouble: Trouble | undefined): string {
  if (!trouble) return "Loading instruments and accounts …";
  const { text, isPassing } = trouble;
  if (isPassing) return `Waiting for instruments and accounts, asking again: ${text}`;
  return `Instruments and accounts cannot be read: ${text}`;
}
