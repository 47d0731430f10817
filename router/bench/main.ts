// Figures of the router: `node --conditions=source router/bench/main.ts [--quick]`. Sources run as they
// are, Node strips the types while loading; what runs then is what `tsc` would have written.

import { runFanOut } from "./figures/fan-out.ts";
import { runRequestFigures } from "./figures/requests.ts";
import { printMachine } from "./lib/figure.ts";

const isQuick = process.argv.includes("--quick");

printMachine();
await runFanOut(
  isQuick
    ? { sockets: 50, perSecond: 50, seconds: 2 }
    : { sockets: 1_000, perSecond: 60, seconds: 15 },
);
await runRequestFigures(
  isQuick ? { rounds: 1, warmUp: 40, requests: 80 } : { rounds: 5, warmUp: 3_000, requests: 1_000 },
);
printMachine();
