// `npm start`: from a fresh clone to a running platform, and back to nothing on Ctrl-C.
import { main } from "./lib/report.ts";
import { setUp } from "./setup/index.ts";

await main(async () => {
  // For those who have just run the set-up, such as tests that start platforms of their own.
  if (!process.argv.includes("--no-setup")) await setUp();
  // Only now are node_modules there, which everything below imports.
  const { runPlatform } = await import("./run-platform.ts");
  await runPlatform();
  // Stopped: what a start that was cut short still waited for must not keep us.
  process.exit(0);
});
