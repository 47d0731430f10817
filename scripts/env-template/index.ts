import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { PlainError } from "../lib/report.ts";
import { renderTemplate } from "./render.ts";

const FILE = inRoot("env.template");

/** Writes env.template, or with --check stops when it is not what the schemas say. */
export async function envTemplate(flags = ["--check"]): Promise<string | undefined> {
  const wanted = renderTemplate();
  const isFresh = existsSync(FILE) && readFileSync(FILE, "utf8") === wanted;
  if (isFresh) return "fresh";
  if (flags.includes("--check")) {
    throw new PlainError("env.template is stale; run npm run generate and commit what it writes.");
  }
  writeFileSync(FILE, wanted);
  return undefined;
}
