import type { z } from "zod";
import { configSchema as market } from "../../market/src/config.ts";
import { type Setting, settingsOf } from "../../packages/service-kit/src/config-settings.ts";
import { routerConfig as router } from "../../router/src/config.ts";
import { configSchema as analytics } from "../../subgraphs/analytics/src/config.ts";
import { configSchema as orders } from "../../subgraphs/orders/src/config.ts";
import { configSchema as positions } from "../../subgraphs/positions/src/config.ts";
import {
  bootstrapSettings as bootstrap,
  prepareSettings as prepare,
} from "../container/settings.ts";

const schemas: Record<string, z.ZodType> = {
  orders,
  positions,
  analytics,
  router,
  market,
  prepare,
  bootstrap,
};

const plain = (name: string, description: string, fallback: string): Setting => ({
  name,
  description,
  fallback,
  isSecret: false,
  isRequired: false,
});

/** What the programs without a schema of ours read: Next.js' own server, and C++. */
const others: Record<string, Setting[]> = {
  web: [
    plain("HOSTNAME", "address to listen on", "0.0.0.0"),
    plain("PORT", "TCP port", "3000"),
    plain("ROUTER_URL", "the router as browsers reach it", "http://127.0.0.1:8080"),
  ],
  bridge: [plain("ACCEPT_NEW_SESSION", "go on when the engine's data directory is new", "false")],
  engine: [],
};

/** Every process and one-shot with the variables it reads. */
export const programSettings: Readonly<Record<string, readonly Setting[]>> = {
  ...Object.fromEntries(Object.entries(schemas).map(([name, of]) => [name, settingsOf(of)])),
  ...others,
};
