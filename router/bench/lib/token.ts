import { Secret } from "@hft/service-kit";
import { exportJWK, generateKeyPair } from "jose";
import { createKeyRing } from "../../src/auth/key-ring.ts";
import { type AccessClaims, createTokens } from "../../src/auth/tokens.ts";

/** The key of one bench, and access tokens signed by it. */
export async function createTokenMaker() {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const signingKey = JSON.stringify(await exportJWK(privateKey));
  const noStore = { listKeys: async () => [], addKey: async () => undefined };
  const keys = await createKeyRing({ rootKey: new Secret(signingKey), store: noStore as never });
  const tokens = createTokens({
    ...{ keys, issuer: "hft-router", audience: "hft", lifeSeconds: 3_600 },
  });
  const user: Omit<AccessClaims, "expiresAtMs"> = {
    ...{ subject: "demo", roles: ["trader"], accounts: ["demo"], sessionId: "bench" },
  };
  return { signingKey, token: async () => (await tokens.issue(user)).token };
}
