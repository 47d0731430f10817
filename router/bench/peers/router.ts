// Our router as `src/main.ts` builds it, in a process of its own: auth and every limit on.
import { createLog, loadConfig } from "@hft/service-kit";
import { routerConfig } from "../../src/config.ts";
import { createRouter } from "../../src/router.ts";

const router = await createRouter(loadConfig(routerConfig), createLog("router", "silent"));
await router.start();
process.send?.({ url: router.url });
