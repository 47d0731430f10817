import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Secret } from "@hft/service-kit";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import type { IdentityStore } from "./store/identity-store.ts";

type Key = Awaited<ReturnType<typeof importJWK>>;

interface RingKey {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly publicKey: Key;
  readonly privateKey: Key;
}

/** The keys tokens are signed and verified with. Old keys stay until the process ends. */
export interface KeyRing {
  /** Newest key: signs. */
  signingKey(): { kid: string; key: Key };
  /** Any known key; an unknown `kid` is looked up in the store at most once a second. */
  verificationKey(kid: string): Promise<Key | undefined>;
  jwks(): { keys: JWK[] };
  /** Adds a key, from now on the signing one; returns its kid. */
  rotate(): Promise<string>;
  /** Takes over keys other replicas made. */
  reload(): Promise<void>;
}

/** A forged `kid` must not become a query storm. */
const RELOAD_FLOOR_MS = 1_000;

function sealer(root: JWK) {
  const key = Buffer.from(hkdfSync("sha256", String(root.d), "hft", "signing-keys", 32));
  return {
    seal(jwk: JWK): Buffer {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const body = Buffer.concat([cipher.update(JSON.stringify(jwk), "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(sealed: Buffer): JWK {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
      return JSON.parse(text.toString("utf8")) as JWK;
    },
  };
}

function publicHalf(jwk: JWK, kid: string): JWK {
  return { kty: "OKP", crv: "Ed25519", x: String(jwk.x), kid, alg: "EdDSA", use: "sig" };
}

async function toRingKey(jwk: JWK): Promise<RingKey> {
  const kid = jwk.kid ?? (await calculateJwkThumbprint(jwk));
  const publicJwk = publicHalf(jwk, kid);
  return {
    kid,
    publicJwk,
    publicKey: await importJWK(publicJwk, "EdDSA"),
    privateKey: await importJWK(jwk, "EdDSA"),
  };
}

function parseRoot(secret: Secret): JWK {
  const jwk = JSON.parse(secret.reveal()) as JWK;
  if (jwk.kty !== "OKP" || jwk.crv !== "Ed25519" || !jwk.d) {
    throw new Error("JWT_SIGNING_KEY must be an Ed25519 private key as JWK JSON");
  }
  return jwk;
}

/** Starts with the configured key alone, so that tokens work while Postgres is down. */
export async function createKeyRing(deps: {
  readonly rootKey: Secret;
  readonly store: Pick<IdentityStore, "listKeys" | "addKey">;
  readonly now?: () => number;
}): Promise<KeyRing> {
  const now = deps.now ?? Date.now;
  const root = parseRoot(deps.rootKey);
  const { seal, open } = sealer(root);
  const first = await toRingKey(root);
  const keys = new Map<string, RingKey>([[first.kid, first]]);
  let newest = first;
  let lastReloadMs = Number.NEGATIVE_INFINITY;

  async function reload(): Promise<void> {
    for (const { kid, sealed } of await deps.store.listKeys()) {
      if (!keys.has(kid)) keys.set(kid, await toRingKey({ ...open(sealed), kid }));
      newest = keys.get(kid) ?? newest;
    }
  }

  return {
    signingKey: () => ({ kid: newest.kid, key: newest.privateKey }),
    async verificationKey(kid) {
      if (!keys.has(kid) && now() - lastReloadMs > RELOAD_FLOOR_MS) {
        lastReloadMs = now();
        await reload().catch(() => undefined);
      }
      return keys.get(kid)?.publicKey;
    },
    jwks: () => ({ keys: [...keys.values()].map(({ publicJwk }) => publicJwk) }),
    async rotate() {
      const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
      const jwk = await exportJWK(pair.privateKey);
      const key = await toRingKey(jwk);
      await deps.store.addKey({ kid: key.kid, publicJwk: key.publicJwk, sealed: seal(jwk) });
      keys.set(key.kid, key);
      newest = key;
      return key.kid;
    },
    reload,
  };
}
