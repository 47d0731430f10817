// `npm run verify:lobster -- <zip>`: a whole exchange day through a real engine, every row compared with the file.
import { parseArgs } from "node:util";
import { main, PlainError } from "./lib/report.ts";
import { buildEngine } from "./setup/build-engine.ts";
import { installNodeModules } from "./setup/node-modules.ts";

const USAGE = `usage: npm run verify:lobster -- <LOBSTER ZIP archive> [options]
  --ack-mode durable|memory   whether replies wait for the disk (durable)
  --test-fault <name>         plants a bug in the engine, to see the verification fail (reduce-to-end)
  --no-setup                  uses the build as it is`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        "ack-mode": { type: "string", default: "durable" },
        "test-fault": { type: "string" },
        "no-setup": { type: "boolean", default: false },
      },
    });
    const [zip, ...more] = positionals;
    if (zip === undefined || more.length > 0) throw new Error("expected one file");
    return { zip, values };
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n${USAGE}`);
  }
}

await main(async () => {
  const { zip, values } = readArguments();
  if (!values["no-setup"]) {
    await installNodeModules();
    await buildEngine(["hft_engine"]);
  }
  // Only now are node_modules there.
  const { runVerification } = await import("./lobster/run-verification.ts");
  const fault = values["test-fault"];
  const isVerified = await runVerification(zip, {
    ackMode: values["ack-mode"],
    ...(fault === undefined ? {} : { fault }),
  });
  // What a client's socket still waits for must not keep us.
  process.exit(isVerified ? 0 : 1);
});
