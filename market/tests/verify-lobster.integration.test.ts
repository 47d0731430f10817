import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { makeTempDir, removeDir, sharedData, sharedDataMissing } from "@hft/testkit";
import { zipSync } from "fflate";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const dir = makeTempDir("verify-lobster");
afterAll(() => removeDir(dir));

/** The command as people run it, on the build that is there. */
function verify(...args: string[]) {
  const script = ["--conditions=source", "scripts/verify-lobster.ts", "--no-setup"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...script, ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return { status, lines: stdout.trim().split("\n"), output: stdout + stderr };
}

const goog = () => sharedData("order-flow", "lobster_GOOG_2012-06-21_level10_fullday.zip");

describe("npm run verify:lobster", () => {
  it("[MKT-006] says what is wrong with a file that is missing", () => {
    const { status, output } = verify("none.zip");
    expect(status).toBe(1);
    expect(output).toContain("none.zip: there is no such file; expected a LOBSTER ZIP archive");
    expect(output, "no stack").not.toContain(" at ");
  });

  describe("on a real day", () => {
    beforeEach(({ skip }) => {
      const missing = sharedDataMissing();
      if (missing) skip(missing);
    });

    it("[MKT-004] finds every row of GOOG's book equal and the five known rows out of order", {
      timeout: 120_000,
    }, () => {
      const { status, lines, output } = verify(goog());
      process.stdout.write(output);
      expect(lines.slice(1)).toEqual([
        "rows compared = 147,915, of which differ = 0",
        "imports = 44,451",
        "FIFO exceptions = 69,773; 131,725–131,727; 145,471",
        expect.stringMatching(/^[\d,]+ commands, [\d,]+ book changes, [\d.]+ s$/),
        "VERIFIED, as known of this file",
      ]);
      expect(status).toBe(0);
    });

    it("[MKT-007] fails an engine that sends a reduced order to the end of its queue", {
      timeout: 120_000,
    }, () => {
      const { status, lines, output } = verify(goog(), "--test-fault", "reduce-to-end");
      process.stdout.write(output);
      expect(status).toBe(1);
      expect(lines.at(-1)).toMatch(/^FAILED: .*FIFO exceptions must be 69,773; 131,725/);
    });

    it("[MKT-006] holds another day against its own messages", () => {
      const { status, lines } = verify(firstMinuteOfApple());
      expect(lines[1]).toBe("rows compared = 998, of which differ = 0");
      expect(lines.at(-1)).toBe("VERIFIED, as the file itself implies");
      expect(status).toBe(0);
    });
  });
});

function firstMinuteOfApple(): string {
  const read = (name: string) =>
    gunzipSync(readFileSync(sharedData("order-flow", `lobster_AAPL_first998_${name}_10.csv.gz`)));
  const member = (name: string) => `AAPL_2012-06-21_34200000_34260000_${name}_10.csv`;
  const path = join(dir, "apple.zip");
  const files = {
    [member("message")]: read("message"),
    [member("orderbook")]: read("orderbook"),
  };
  writeFileSync(path, zipSync(files));
  return path;
}
