import { createHash, timingSafeEqual } from "node:crypto";
import { hasRole, type Secret } from "@hft/service-kit";
import type { FastifyRequest } from "fastify";
import { authenticate } from "./authenticator.ts";
import type { Tokens } from "./tokens.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Metrics are for Prometheus (its own static token) and for admins. */
export function mayReadMetrics(tokens: Tokens, metricsToken: Secret | undefined) {
  const wanted = metricsToken && digest(`Bearer ${metricsToken.reveal()}`);
  return async ({ headers }: FastifyRequest): Promise<boolean> => {
    if (wanted && timingSafeEqual(digest(headers.authorization ?? ""), wanted)) return true;
    try {
      const claims = await authenticate(tokens, headers.authorization);
      return hasRole({ ...claims, requestId: "" }, "admin", "integrator");
    } catch {
      return false;
    }
  };
}
