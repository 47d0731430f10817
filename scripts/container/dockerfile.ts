import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Copy, type Dockerfile, DockerfileParser, type Instruction } from "dockerfile-ast";
import { inRoot } from "../lib/paths.ts";

export interface Stage {
  /** Undefined for a last stage without a name. */
  name: string | undefined;
  /** Image or name of an earlier stage. */
  from: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile, in order. */
export function stagesOf(path: string): Stage[] {
  const file: Dockerfile = DockerfileParser.parse(readFileSync(inRoot(path), "utf8"));
  const stages: Stage[] = [];
  for (const instruction of file.getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const [from = "", , name] = instruction.getArguments().map((argument) => argument.getValue());
      stages.push({ name, from, instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** The instructions a stage ends up with: those of the stages it is made from come first. */
export function withParents(stages: Stage[], stage: Stage): Instruction[] {
  const parent = stages.find(({ name }) => name === stage.from);
  return [...(parent ? withParents(stages, parent) : []), ...stage.instructions];
}

export const argumentsOf = (instruction: Instruction): string =>
  instruction
    .getArguments()
    .map((argument) => argument.getValue())
    .join(" ");

/** The last of a kind counts. */
export const lastOf = (instructions: Instruction[], keyword: string): Instruction | undefined =>
  instructions.filter((instruction) => instruction.getKeyword() === keyword).at(-1);

/** Variables that ENV sets in a stage and its parents. */
export function environmentOf(instructions: Instruction[]): Record<string, string> {
  const pairs = instructions
    .filter((instruction) => instruction.getKeyword() === "ENV")
    .flatMap((instruction) => argumentsOf(instruction).split(" "))
    .map((pair) => pair.split("=", 2) as [string, string]);
  return Object.fromEntries(pairs);
}

/** Every file a script imports by path, itself included, however deep; given and returned from the root. */
export function importsOf(script: string, seen = new Set<string>()): Set<string> {
  if (seen.has(script)) return seen;
  seen.add(script);
  const text = readFileSync(inRoot(script), "utf8");
  for (const [, path = ""] of text.matchAll(/(?:from|import\() ?"(\.\.?\/[^"]+)"/g)) {
    importsOf(join(dirname(script), path), seen);
  }
  return seen;
}

/** What a COPY takes from the build context; nothing when it takes from another stage. */
export function sourcesOf(instruction: Instruction): string[] {
  const copy = instruction as Copy;
  if (copy.getKeyword() !== "COPY" || copy.getFromFlag()) return [];
  return copy
    .getArguments()
    .slice(0, -1)
    .map((argument) => argument.getValue());
}
