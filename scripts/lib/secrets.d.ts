export declare const DATABASE_ROLES: readonly ["orders", "positions", "analytics", "identity", "audit"];
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
    engineTokens: {
        platform: string;
        market: string;
        admin: string;
    };
    postgresOwner: string;
    postgresRoles: Record<DatabaseRole, string>;
    users: User[];
}
export declare const SECRETS_FILE: string;
export declare function readSecrets(): Secrets | undefined;
/** The secrets of this data folder; made, readable by the owner alone, at the first start. */
export declare function ensureSecrets(): {
    secrets: Secrets;
    isNew: boolean;
};
/** The same database as `ownerUrl`, as one of the writer roles. */
export declare function roleUrl(ownerUrl: string, role: DatabaseRole, secrets: Secrets): string;
export declare function credentialsTable({ users }: Secrets): string;
