import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeTempDir, removeDir } from "../../packages/testkit/src/temp-dir.ts";
import { checker } from "../lib/checkers.ts";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";

const FOLDER = ".github/workflows";
const files = readdirSync(inRoot(FOLDER)).sort();
const text = (name: string) => readFileSync(inRoot(FOLDER, name), "utf8");
const lint = (paths: string[]) =>
  runCommand(checker("actionlint"), ["-no-color", ...paths], { allowFailure: true });

it("[SHIP-061] the workflows are there and the linter finds nothing in them", async () => {
  expect(files).toEqual(["check", "contracts", "images", "release", "test"].map((n) => `${n}.yml`));
  expect(await lint(files.map((name) => inRoot(FOLDER, name)))).toEqual({ code: 0, output: "" });
});

it("[SHIP-061] the linter finds a workflow that is wrong", async () => {
  const dir = makeTempDir("workflow");
  try {
    const broken = join(dir, "broken.yml");
    writeFileSync(broken, text("check.yml").replace("runs-on", "runs-where"));
    expect((await lint([broken])).output).toContain('unexpected key "runs-where"');
  } finally {
    removeDir(dir);
  }
});

it("[SHIP-062] every action is pinned by its commit, and no workflow may do more than it says", () => {
  for (const name of files) {
    const uses = [...text(name).matchAll(/uses: (\S+)/g)].map((hit) => hit[1]);
    for (const action of uses) expect(action, name).toMatch(/@[0-9a-f]{40}$/);
    expect(text(name), name).toMatch(/^permissions: \{ contents: (read|write) \}$/m);
    expect(text(name).includes("contents: write"), name).toBe(name === "release.yml");
  }
});
