// One command to the engine and back: deadline, unknown outcome, and the wait until our own live state has seen it.
import {
  type Command,
  type CommandClient,
  EngineTimeout,
  type Requester,
} from "@hft/engine-client";
import { AppError, EngineUnavailableError, type Principal, type Role } from "@hft/service-kit";
import { type CommandReply, WireError } from "@hft/wire";
import type { LiveHub } from "./live-hub.ts";

const DEADLINE_MS = 2_000;
const SETTLE_MS = 250;
const ROLE_BITS: Record<Role, number> = { viewer: 1, trader: 2, risk: 4, admin: 8, integrator: 16 };
const ACCOUNTS_MAX = 16;

/** What resolvers need to send commands. */
export interface Engine {
  /**
   * Null = no answer in time: the outcome is unknown. Throws ENGINE_UNAVAILABLE when nothing was sent, and
   * VALIDATION_FAILED for a value that no command can hold.
   */
  send(command: Command, principal: Principal, accountId?: string): Promise<CommandReply | null>;
}

/** The principal as the engine wants it; at most 16 accounts travel, the one in question first. */
export function requesterOf(principal: Principal, accountId?: string): Requester {
  const roles = principal.roles.reduce((bits, role) => bits | ROLE_BITS[role], 0);
  const others = principal.accounts.filter((account) => account !== accountId);
  const own = accountId !== undefined && principal.accounts.includes(accountId) ? [accountId] : [];
  return {
    principal: principal.subject.slice(0, 32),
    roles,
    accounts: [...own, ...others].slice(0, ACCOUNTS_MAX),
    ttlMs: DEADLINE_MS,
  };
}

export function createEngine(client: CommandClient, hub: LiveHub): Engine {
  return {
    async send(command, principal, accountId) {
      if (!client.isReady) throw new EngineUnavailableError();
      const requester = requesterOf(principal, accountId);
      const reply = await client.request(command, requester).catch((error: unknown) => {
        if (error instanceof EngineTimeout) return null;
        if (error instanceof WireError)
          throw new AppError("VALIDATION_FAILED", error.message, { cause: error });
        throw error;
      });
      if (reply) await hub.waitFor(reply.lastSequence, SETTLE_MS);
      return reply;
    },
  };
}
