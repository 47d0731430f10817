import { BlockList, isIP, isIPv6 } from "node:net";
import type { Role } from "@hft/service-kit";
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

/** IPv4 that came through an IPv6 socket is IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:/i, "");

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");

/** Says what is wrong with an address or CIDR network; undefined where nothing is. */
export function addressProblem(text: string): string | undefined {
  const [address = "", prefix, ...rest] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (bits > 0 && isPrefix && rest.length === 0) return undefined;
  return `"${text.slice(0, 60)}" is no address such as 10.0.0.7 and no network such as 10.0.0.0/8`;
}

function createAddressList(addresses: readonly string[]): (address: string) => boolean {
  if (addresses.length === 0) return () => true;
  const list = new BlockList();
  for (const entry of addresses) {
    const [address = "", prefix] = entry.split("/");
    if (prefix === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (address) => list.check(plain(address), familyOf(plain(address)));
}

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
    admits: createAddressList(stored.addresses),
    includes: ({ claims: other }) =>
      other.roles.every((one) => claims.roles.includes(one)) &&
      other.accounts.every((one) => claims.accounts.includes(one)),
  };
}
