import { createHash } from "node:crypto";
import type { Principal } from "@hft/service-kit";
import type { StreamPolicy } from "../gateway/field-policies.ts";

/** Who may share: everybody, or those with the same accounts and roles. Never a user or a token. */
export function scopeOf({ roles, accounts }: Principal, { scope }: StreamPolicy): Principal {
  const requestId = "stream";
  if (scope === "PUBLIC") {
    return { subject: "scope:public", roles: ["viewer"], accounts: [], requestId };
  }
  const own = [...accounts].sort();
  return { subject: `scope:${own.join(",")}`, roles: [...roles].sort(), accounts: own, requestId };
}

/** Variables a stream depends on, in one order. */
export function pickVariables(
  variables: Readonly<Record<string, unknown>>,
  names: ReadonlySet<string>,
): Record<string, unknown> {
  const picked = Object.entries(variables).filter(([name]) => names.has(name));
  return Object.fromEntries(picked.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Equal keys share an upstream. */
export function streamKey(text: string, variables: object, { accounts, roles }: Principal): string {
  return createHash("sha256")
    .update(JSON.stringify([text, variables, accounts, roles]))
    .digest("base64url");
}
