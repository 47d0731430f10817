/** What a user may do. A trader also sees what a viewer sees; roles are never inferred further. */
export const ROLES = ["viewer", "trader", "risk", "admin", "integrator"] as const;

/** One of `ROLES`. */
export type Role = (typeof ROLES)[number];

/** On whose behalf a subgraph works: as verified by the router, never as claimed by a client. */
export interface Principal {
  /** User name, or `scope:…` when a shared subscription serves several users of one scope. */
  readonly subject: string;
  readonly roles: readonly Role[];
  /** The only accounts whose data this principal may see or change. */
  readonly accounts: readonly string[];
  /** Engine sequence the principal has already been told about; a read waits until it is applied. */
  readonly minSequence?: bigint;
  readonly requestId: string;
}

/** True when the principal may touch the account; "not found" is the answer where it may not. */
export function canAccess(principal: Principal, accountId: string): boolean {
  return principal.accounts.includes(accountId);
}

/** True when the principal has at least one of the roles. */
export function hasRole(principal: Principal, ...roles: readonly Role[]): boolean {
  return roles.some((role) => principal.roles.includes(role));
}
