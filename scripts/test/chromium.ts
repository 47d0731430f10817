import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  makeTempDir,
  removeDir,
  type ServiceFacts,
  spawnCommand,
  waitFor,
} from "../../packages/testkit/src/index.ts";

const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  "--remote-debugging-port=0",
];

/** Starts Chromium for a moment and asks it over its own debugging door. */
export async function askChromium(): Promise<ServiceFacts> {
  const dir = makeTempDir("chromium");
  const args = [...FLAGS, `--user-data-dir=${dir}`, "about:blank"];
  const browser = spawnCommand({ file: "chromium", args }, join(dir, "log"));
  try {
    const port = await waitFor(
      () => readFileSync(join(dir, "DevToolsActivePort"), "utf8").split("\n")[0],
      { limitMs: 30_000, what: "Chromium to open its debugging port" },
    );
    const response = await fetch(`http://127.0.0.1:${port}/json/version`);
    const { Browser: version } = (await response.json()) as { Browser: string };
    return { pid: browser.identity.pid, version };
  } finally {
    await browser.stop();
    removeDir(dir);
  }
}
