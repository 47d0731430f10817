import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Instruction } from "dockerfile-ast";
import { expect, it } from "vitest";
import { ENGINE_PACKAGES } from "../bootstrap/system-packages.mjs";
import { inRoot } from "../lib/paths.ts";
import {
  argumentsOf,
  importsOf,
  lastOf,
  type Stage,
  sourcesOf,
  stagesOf,
  withParents,
} from "./dockerfile.ts";

const FOLDER = "deploy/docker";
const files = readdirSync(inRoot(FOLDER)).filter((name) => name.endsWith("Dockerfile"));
const dockerfiles = files.map((name) => ({ name, stages: stagesOf(`${FOLDER}/${name}`) }));
const images = dockerfiles.flatMap(({ name, stages }) =>
  finalStages(stages).map((stage) => ({
    label: `${name} ${stage.name ?? "(last)"}`,
    instructions: withParents(stages, stage),
  })),
);

/** Those no other stage is made from or copies from: what ends up as an image. */
function finalStages(stages: Stage[]): Stage[] {
  const text = stages.flatMap(({ instructions }) => instructions).map((one) => one.toString());
  return stages.filter(
    ({ name }) =>
      !name ||
      !(
        stages.some(({ from }) => from === name) ||
        text.some((line) => line.includes(`--from=${name} `))
      ),
  );
}

const lastValue = (instructions: Instruction[], keyword: string) => {
  const found = lastOf(instructions, keyword);
  return found ? argumentsOf(found) : undefined;
};

it("finds the images", () => {
  expect(images.map(({ label }) => label)).toEqual([
    "engine.Dockerfile (last)",
    "node.Dockerfile service",
    "node.Dockerfile web",
    "node.Dockerfile tools",
  ]);
});

it("[SHIP-020] every image runs as a user that is not root", () => {
  for (const { label, instructions } of images) {
    const [user = "0"] = (lastValue(instructions, "USER") ?? "0").split(":");
    expect(Number(user), label).toBeGreaterThan(0);
  }
});

it("[SHIP-021] every image has a health check; the one-shots say that they have none", () => {
  for (const { label, instructions } of images) {
    const check = lastValue(instructions, "HEALTHCHECK") ?? "";
    expect(check, label).toMatch(label.includes("tools") ? /^NONE$/ : /healthcheck/);
  }
});

it("[SHIP-022] every base is pinned, and Node is the one of .nvmrc", () => {
  for (const { name, stages } of dockerfiles) {
    const own = new Set(stages.map((stage) => stage.name));
    const bases = stages.map(({ from }) => from).filter((from) => !own.has(from));
    for (const base of bases) expect(base, name).toMatch(/^[a-z]+:\d+\.\d+/);
  }
  const node = readFileSync(inRoot(".nvmrc"), "utf8").trim();
  expect(dockerfiles.find(({ name }) => name === "node.Dockerfile")?.stages[0]?.from).toBe(
    `node:${node}-bookworm-slim`,
  );
});

it("[SHIP-023] copies only what is there, and neither secrets nor local data reach the context", () => {
  for (const { name, stages } of dockerfiles) {
    const sources = stages.flatMap(({ instructions }) => instructions.flatMap(sourcesOf));
    for (const source of sources)
      expect(existsSync(inRoot(source)), `${name}: ${source}`).toBe(true);
  }
  const ignored = readFileSync(inRoot(".dockerignore"), "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".git", ".env", ".data", "deploy/secrets"]));
});

it("[SHIP-023] sets no secret in an image", () => {
  for (const { label, instructions } of images) {
    const set = instructions.filter((one) => ["ENV", "ARG"].includes(one.getKeyword()));
    for (const one of set)
      expect(argumentsOf(one), label).not.toMatch(/TOKEN|SECRET|PASSWORD|_KEY/);
  }
});

it("[SHIP-024] has in the tools image whatever the one-shots import", () => {
  const stages = stagesOf(`${FOLDER}/node.Dockerfile`);
  const tools = stages.find(({ name }) => name === "tools")?.instructions.flatMap(sourcesOf) ?? [];
  for (const script of ["scripts/prepare-database.ts", "scripts/bootstrap-data.ts"]) {
    const files = [...importsOf(script)];
    expect(files.length).toBeGreaterThan(5);
    const missing = files.filter((file) => !tools.some((folder) => file.startsWith(`${folder}/`)));
    expect(missing, script).toEqual([]);
  }
});

it("builds the engine with the packages the bootstrap installs", () => {
  const text = readFileSync(inRoot(`${FOLDER}/engine.Dockerfile`), "utf8");
  const installed = /--no-install-recommends \\\n([\s\S]*?)&&/.exec(text)?.[1] ?? "";
  expect(
    installed
      .split(/[\s\\]+/)
      .filter(Boolean)
      .sort(),
  ).toEqual([...ENGINE_PACKAGES].sort());
});
