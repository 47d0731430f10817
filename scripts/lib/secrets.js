import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inData } from "./paths.js";
export const DATABASE_ROLES = ["orders", "positions", "analytics", "identity", "audit"];
export const SECRETS_FILE = inData("secrets.json");
const random = () => randomBytes(24).toString("base64url");
/** Short enough to type, 95 bits; no letters that look alike. */
const password = () => randomBytes(12)
    .toString("base64url")
    .replaceAll(/[-_lIO0]/g, "x");
function user(username, roles, accounts) {
    return { username, password: password(), roles, accounts };
}
function makeSecrets() {
    const { privateKey } = generateKeyPairSync("ed25519");
    const kid = randomBytes(8).toString("hex");
    return {
        jwtSigningKey: { ...privateKey.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" },
        routerSubgraphSecret: random(),
        cursorSecret: random(),
        metricsToken: random(),
        engineTokens: { platform: random(), market: random(), admin: random() },
        postgresOwner: random(),
        postgresRoles: Object.fromEntries(DATABASE_ROLES.map((role) => [role, random()])),
        users: [
            user("demo", ["trader"], ["demo"]),
            user("demo2", ["trader"], ["demo2"]),
            user("risk", ["risk"], []),
            user("admin", ["admin"], []),
            user("smoke", ["trader"], ["smoke", "smoke2"]),
        ],
    };
}
export function readSecrets() {
    if (!existsSync(SECRETS_FILE))
        return undefined;
    return JSON.parse(readFileSync(SECRETS_FILE, "utf8"));
}
/** The secrets of this data folder; made, readable by the owner alone, at the first start. */
export function ensureSecrets() {
    const known = readSecrets();
    if (known)
        return { secrets: known, isNew: false };
    const secrets = makeSecrets();
    mkdirSync(dirname(SECRETS_FILE), { recursive: true });
    writeFileSync(SECRETS_FILE, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    return { secrets, isNew: true };
}
/** The same database as `ownerUrl`, as one of the writer roles. */
export function roleUrl(ownerUrl, role, secrets) {
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = secrets.postgresRoles[role];
    return url.href;
}
export function credentialsTable({ users }) {
    return users
        .filter(({ username }) => username !== "smoke")
        .map((u) => `  ${u.username.padEnd(8)} ${u.password.padEnd(18)} ${u.roles.join(", ")}`)
        .join("\n");
}
//# sourceMappingURL=secrets.js.map