import { createHash, timingSafeEqual } from "node:crypto";
import { hasRole, type Secret } from "@hft/service-kit";
import type { FastifyRequest } from "fastify";
import { type Authenticate, credentialsOf } from "./authenticator.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Metrics are for Prometheus (its own static token) and for admins. */
export function mayReadMetrics(authenticate: Authenticate, metricsToken: Secret | undefined) {
  const wanted = metricsToken && digest(`Bearer ${metricsToken.reveal()}`);
  return async (request: FastifyRequest): Promise<boolean> => {
    if (wanted && timingSafeEqual(digest(request.headers.authorization ?? ""), wanted)) return true;
    try {
      const claims = await authenticate(credentialsOf(request));
      return hasRole({ ...claims, requestId: "" }, "admin", "integrator");
    } catch {
      return false;
    }
  };
}
