import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metrics } from "./metrics.ts";

/** One thing a service needs to be ready; `detail` says why not. */
export interface Check {
  readonly name: string;
  readonly isReady: boolean;
  readonly detail?: string;
}

/** Asked anew at each `/readyz`; must answer at once from what the component already knows. */
export type ReadinessCheck = () => Check | Promise<Check>;

/** What the health routes need of a service. */
export interface HealthOptions {
  readonly name: string;
  readonly version?: string;
  readonly checks?: readonly ReadinessCheck[];
  readonly metrics?: Metrics;
  /** Absent: metrics are open, right for a service that listens on a private address. */
  readonly mayReadMetrics?: (request: FastifyRequest) => boolean | Promise<boolean>;
}

async function report(options: HealthOptions) {
  const checks = await Promise.all((options.checks ?? []).map((check) => check()));
  return {
    name: options.name,
    isReady: checks.every((check) => check.isReady),
    checks,
    pid: process.pid,
    version: options.version ?? "0.1.0",
    uptimeSeconds: Math.round(process.uptime()),
  };
}

/** Adds `/healthz` (alive), `/readyz` (503 until every check passes) and `/metrics`. */
export function addHealthRoutes(app: FastifyInstance, options: HealthOptions): void {
  app.get("/healthz", async () => ({ name: options.name, isAlive: true, pid: process.pid }));
  app.get("/readyz", async (_request, reply) => {
    const answer = await report(options);
    return reply.code(answer.isReady ? 200 : 503).send(answer);
  });
  const { metrics } = options;
  if (!metrics) return;
  app.get("/metrics", async (request, reply) => {
    if (options.mayReadMetrics && !(await options.mayReadMetrics(request))) {
      return reply.code(401).send({ code: "UNAUTHENTICATED", message: "Metrics need a token" });
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
