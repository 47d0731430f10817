import { rmSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import { hashOfFiles, onceFor } from "../lib/stamp.ts";

const POM = "deploy/kafka/pom.xml";

/** Copies the broker and its runtime dependencies to .tools/kafka. */
export async function fetchKafka(): Promise<string | undefined> {
  const jars = inRoot(".tools/kafka");
  return onceFor(inRoot(".tools/kafka/.pom"), hashOfFiles([POM]), async () => {
    rmSync(jars, { recursive: true, force: true });
    await runCommand("mvn", [
      ...["--batch-mode", "--quiet", "--file", POM],
      "dependency:copy-dependencies",
      "-DincludeScope=runtime",
      `-DoutputDirectory=${jars}`,
    ]);
  });
}
