// First thing `npm start`, `npm test` and the other root scripts run. Plain JavaScript without
// dependencies, because it must run on Debian's Node 18 and npm 9 in a fresh clone; everything after
// it is TypeScript on the Node 24 it puts under .tools/.
import { handOver } from "./bootstrap/hand-over.mjs";
import { ensureSystemPackages } from "./bootstrap/system-packages.mjs";
import { ensureToolchain } from "./bootstrap/toolchain.mjs";

const [command, ...rest] = process.argv.slice(2);
if (!/^[a-z][a-z-]*$/.test(command ?? "")) {
  console.error("usage: node scripts/bootstrap.mjs <name of a script in scripts/> [arguments]");
  process.exit(2);
}
const yes = rest.includes("--yes");
ensureSystemPackages({ command, yes });
ensureToolchain();
handOver(
  command,
  rest.filter((argument) => argument !== "--yes"),
);
