import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inData } from "./paths.ts";

export const DATABASE_ROLES = ["orders", "positions", "analytics", "identity", "audit"] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

export interface User {
  username: string;
  password: string;
  roles: string[];
  accounts: string[];
}

export interface Secrets {
  /** Ed25519 private key as JWK; the router signs access tokens with it. */
  jwtSigningKey: Record<string, unknown>;
  routerSubgraphSecret: string;
  cursorSecret: string;
  /** Lets Prometheus read the router's /metrics. */
  metricsToken: string;
  engineTokens: { platform: string; market: string; admin: string };
  postgresOwner: string;
  postgresRoles: Record<DatabaseRole, string>;
  users: User[];
}

export const SECRETS_FILE = inData("secrets.json");

const random = () => randomBytes(24).toString("base64url");
/** Short enough to type, 95 bits; no letters that look alike. */
const password = () =>
  randomBytes(12)
    .toString("base64url")
    .replaceAll(/[-_lIO0]/g, "x");

function user(username: string, roles: string[], accounts: string[]): User {
  return { username, password: password(), roles, accounts };
}

/** Fresh secrets; nothing is written. */
export function makeSecrets(): Secrets {
  const { privateKey } = generateKeyPairSync("ed25519");
  const kid = randomBytes(8).toString("hex");
  return {
    jwtSigningKey: { ...privateKey.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" },
    routerSubgraphSecret: random(),
    cursorSecret: random(),
    metricsToken: random(),
    engineTokens: { platform: random(), market: random(), admin: random() },
    postgresOwner: random(),
    postgresRoles: Object.fromEntries(DATABASE_ROLES.map((role) => [role, random()])) as Record<
      DatabaseRole,
      string
    >,
    users: [
      user("demo", ["trader"], ["demo"]),
      user("demo2", ["trader"], ["demo2"]),
      user("risk", ["risk"], []),
      user("admin", ["admin"], []),
      user("smoke", ["trader"], ["smoke", "smoke2"]),
    ],
  };
}

export function readSecrets(): Secrets | undefined {
  if (!existsSync(SECRETS_FILE)) return undefined;
  return JSON.parse(readFileSync(SECRETS_FILE, "utf8")) as Secrets;
}

/** The secrets of this data folder; made, readable by the owner alone, at the first start. */
export function ensureSecrets(): { secrets: Secrets; isNew: boolean } {
  const known = readSecrets();
  if (known) return { secrets: known, isNew: false };
  const secrets = makeSecrets();
  mkdirSync(dirname(SECRETS_FILE), { recursive: true });
  writeFileSync(SECRETS_FILE, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return { secrets, isNew: true };
}

/** The same database as `ownerUrl`, as one of the writer roles. */
export function roleUrl(ownerUrl: string, role: DatabaseRole, secrets: Secrets): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = secrets.postgresRoles[role];
  return url.href;
}

export function credentialsTable({ users }: Secrets): string {
  return users
    .filter(({ username }) => username !== "smoke")
    .map((u) => `  ${u.username.padEnd(8)} ${u.password.padEnd(18)} ${u.roles.join(", ")}`)
    .join("\n");
}
