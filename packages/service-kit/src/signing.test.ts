import { describe, expect, it } from "vitest";
import type { Principal } from "./principal.ts";
import { Secret } from "./secret.ts";
import { createSignatureVerifier, signRequest, subscribeBodyText } from "./signing.ts";

const secret = new Secret("a secret of the test");
const principal: Principal = {
  subject: "demo",
  roles: ["trader"],
  accounts: ["demo"],
  minSequence: 7n,
  requestId: "r1",
};

function pair(nowMs = 1_000_000) {
  const verifier = createSignatureVerifier({ secret, target: "orders", now: () => nowMs });
  const sign = (body: string, target = "orders", at = nowMs) =>
    signRequest({ secret, target, principal, body, nowMs: at });
  return { verifier, sign };
}

describe("signing", () => {
  it("gives back the principal that was signed", () => {
    const { verifier, sign } = pair();
    expect(verifier.verify(sign("{}"), "{}")).toEqual(principal);
  });

  it("refuses a missing, a forged and a re-targeted signature", () => {
    const { verifier, sign } = pair();
    expect(() => verifier.verify(undefined, "{}")).toThrow("missing");
    expect(() => verifier.verify(sign("{}"), "{ }")).toThrow("forged");
    expect(() => verifier.verify(sign("{}", "positions"), "{}")).toThrow("forged");
    expect(() => verifier.verify("abc", "{}")).toThrow("forged");
  });

  it("refuses what is older or younger than the window", () => {
    const { verifier, sign } = pair();
    expect(() => verifier.verify(sign("{}", "orders", 1_000_000 - 30_001), "{}")).toThrow("stale");
    expect(() => verifier.verify(sign("{}", "orders", 1_000_000 + 30_001), "{}")).toThrow("stale");
  });

  it("accepts each nonce once", () => {
    const { verifier, sign } = pair();
    const signature = sign("{}");
    verifier.verify(signature, "{}");
    expect(() => verifier.verify(signature, "{}")).toThrow("replayed");
  });

  it("signs a subscribe the same before and after a JSON round trip", () => {
    const body = { query: "subscription { a }", variables: { b: [1, "2"], a: null } };
    expect(subscribeBodyText(JSON.parse(JSON.stringify(body)))).toBe(subscribeBodyText(body));
  });
});
