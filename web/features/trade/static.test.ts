import { CombinedGraphQLErrors } from "@apollo/client";
import { describe, expect, it } from "vitest";
import { askUntilAnswered, type Trouble, troubleText } from "./static.ts";

const refusal = (code: string) =>
  new CombinedGraphQLErrors({
    errors: [{ message: "The engine does not answer", extensions: { code } }],
  });

/** A server that answers when the test says so, and a pause that ends when it says so. */
function stand() {
  const waiting: { answer(known: string): void; fail(cause: unknown): void }[] = [];
  const retries: (() => void)[] = [];
  const told: (string | Trouble)[] = [];
  const stop = askUntilAnswered(
    () => new Promise<string>((answer, fail) => void waiting.push({ answer, fail })),
    { answered: (known) => void told.push(known), failed: (trouble) => void told.push(trouble) },
    {
      again: (work) => void retries.push(work),
      reset: () => undefined,
      cancel: () => undefined,
    },
  );
  const turn = async () => {
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    told,
    retries,
    stop,
    async fail(cause: unknown) {
      waiting.shift()?.fail(cause);
      await turn();
    },
    async answer(known: string) {
      waiting.shift()?.answer(known);
      await turn();
    },
  };
}

describe("what the trading page must know first", () => {
  it.each([
    ["a subgraph without state", refusal("ENGINE_UNAVAILABLE")],
    ["a token that is being renewed", refusal("UNAUTHENTICATED")],
    ["a router that is away", new TypeError("Failed to fetch")],
  ])("[TRM-027] is asked for again after %s, until it is there", async (_name, cause) => {
    const { told, retries, fail, answer } = stand();
    await fail(cause);
    expect(told).toEqual([{ text: cause.message, isPassing: true }]);
    retries.shift()?.();
    await answer("known");
    expect(told.at(-1)).toBe("known");
    expect(retries).toHaveLength(0);
  });

  it("[TRM-027] is not asked for again where the answer will not change", async () => {
    const { told, retries, fail } = stand();
    await fail(refusal("FORBIDDEN"));
    expect(told).toEqual([{ text: "The engine does not answer", isPassing: false }]);
    expect(retries).toHaveLength(0);
  });

  it("[TRM-027] is not asked for by a page that was left meanwhile", async () => {
    const { told, retries, stop, fail } = stand();
    stop();
    await fail(refusal("ENGINE_UNAVAILABLE"));
    expect({ told, retries }).toEqual({ told: [], retries: [] });
  });

  it("[TRM-027] is said to be missing, why, and whether it is asked for again", () => {
    expect(troubleText(undefined)).toBe("Loading instruments and accounts …");
    expect(troubleText({ text: "The engine does not answer", isPassing: true })).toBe(
      "Waiting for instruments and accounts, asking again: The engine does not answer",
    );
    expect(troubleText({ text: "Not allowed", isPassing: false })).toBe(
      "Instruments and accounts cannot be read: Not allowed",
    );
  });
});
