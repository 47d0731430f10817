import type { Role } from "@hft/service-kit";
import { createAddressList } from "./address-list.ts";
import type { StoredApiKey } from "./store/api-key-store.ts";
import type { AccessClaims } from "./tokens.ts";

/** What a key may do: what it was given, as far as its owner still has it. */
export interface KeyRights {
  readonly claims: AccessClaims;
  /** True where the key may be used from this address. */
  admits(address: string): boolean;
  /** True where these are at least the other rights. */
  includes(other: KeyRights): boolean;
}

const READERS: readonly Role[] = ["viewer", "trader", "risk", "admin"];

/** A reader sees what a viewer sees; an integrator reads anyway. */
function readOnly(roles: readonly Role[]): Role[] {
  const isReader = roles.some((role) => READERS.includes(role));
  return [
    ...(isReader ? (["viewer"] as const) : []),
    ...(roles.includes("integrator") ? (["integrator"] as const) : []),
  ];
}

const common = <T>(wanted: readonly T[] | null, owned: readonly T[]): readonly T[] =>
  wanted ? owned.filter((one) => wanted.includes(one)) : owned;

/** The rights of a stored key as of now. */
export function toKeyRights(stored: StoredApiKey): KeyRights {
  const granted = common(stored.roles, stored.ownerRoles);
  const claims: AccessClaims = {
    subject: stored.subject,
    roles: stored.isReadOnly ? readOnly(granted) : granted,
    accounts: common(stored.accounts, stored.ownerAccounts),
    sessionId: `key:${stored.id}`,
    expiresAtMs: stored.expiresAt.getTime(),
  };
  return {
    claims,
    admits: stored.addresses.length > 0 ? createAddressList(stored.addresses) : () => true,
    includes: ({ claims: other }) =>
      other.roles.every((one) => claims.roles.includes(one)) &&
      other.accounts.every((one) => claims.accounts.includes(one)),
  };
}
