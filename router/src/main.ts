import { createLifecycle, createLog, loadConfig } from "@hft/service-kit";
import { routerConfig } from "./config.ts";
import { createRouter } from "./router.ts";

const config = loadConfig(routerConfig);
const log = createLog("router", config.logLevel);
const router = await createRouter(config, log);
const lifecycle = createLifecycle({ log }).add("router", router);

lifecycle.stopOnSignals();
await lifecycle.start();
log.info({ url: router.url }, "Router is listening");
