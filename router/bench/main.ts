// Figures of the router: `node --conditions=source router/bench/main.ts [--quick]`. Sources run as they
// are, Node strips the types while loading; what runs then is what `tsc` would have written.

import { runRequestFigures } from "./figures/requests.ts";
import { printMachine } from "./lib/figure.ts";

const isQuick = process.argv.includes("--quick");

printMachine();
await runRequestFigures(
  isQuick ? { rounds: 1, warmUp: 40, requests: 80 } : { rounds: 5, warmUp: 3_000, requests: 1_000 },
);
printMachine();
