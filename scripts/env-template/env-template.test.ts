import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../lib/paths.ts";
import { PORT_DEFAULTS } from "../lib/ports.ts";
import { COMPOSE, NOT_SETTINGS, RESERVED, START, TESTS } from "./declared.ts";
import { programSettings } from "./programs.ts";
import { variablesIn, variablesInCompose, variablesInSources } from "./read-sources.ts";
import { renderTemplate } from "./render.ts";

const template = readFileSync(inRoot("env.template"), "utf8");
const lines = [...template.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((hit) => hit[1] ?? "");
const inSchemas = new Set(
  Object.values(programSettings).flatMap((settings) => settings.map(({ name }) => name)),
);
const inCompose = new Set([
  ...variablesInCompose("docker-compose.yml"),
  ...variablesInCompose("deploy/compose.deps.yml"),
  ...variablesInCompose("deploy/compose.replay.yml"),
]);
const inSources = variablesInSources();
const names = (declared: readonly { name: string }[]) => declared.map(({ name }) => name);

/** The ports are read through their table, COMPOSE_PROFILES by docker compose itself. */
const isRead = (name: string) =>
  inSchemas.has(name) ||
  inCompose.has(name) ||
  inSources.has(name) ||
  name in PORT_DEFAULTS ||
  name === "COMPOSE_PROFILES";

it("[SHIP-010] env.template is what the schemas say, one line for each variable", () => {
  expect(template).toBe(renderTemplate());
  expect(new Set(lines).size).toBe(lines.length);
});

it("[SHIP-011] every line of env.template but the reserved ones is read by something", () => {
  const reserved = names(RESERVED);
  expect(lines.filter((name) => !isRead(name))).toEqual(reserved);
  expect(reserved.filter(isRead)).toEqual([]);
});

it("[SHIP-012] every variable that is read has its line", () => {
  const read = [...inSchemas, ...inCompose, ...inSources].filter((name) => !NOT_SETTINGS.has(name));
  expect(read.filter((name) => !lines.includes(name))).toEqual([]);
});

it("declares by hand only what no schema declares and something reads", () => {
  for (const name of names([...TESTS])) expect(inSources, name).toContain(name);
  for (const name of names([...COMPOSE])) expect(inCompose, name).toContain(name);
  for (const name of names([...START])) {
    expect(inSources.has(name) || name in PORT_DEFAULTS, name).toBe(true);
  }
  for (const name of NOT_SETTINGS) expect(inSources, name).toContain(name);
});

it("shows no default of a secret and no path of this machine", () => {
  for (const { name } of Object.values(programSettings)
    .flat()
    .filter(({ isSecret }) => isSecret)) {
    expect(template).toMatch(new RegExp(`^#${name}=$`, "m"));
  }
  expect(template).not.toContain(inRoot());
});

it("finds what sources read in each of the ways they are written", () => {
  const text = `process.env.A; process.env["B"]; const { C, D: d } = process.env; getenv("E");`;
  expect(variablesIn(text).sort()).toEqual(["A", "B", "C", "D", "E"]);
});
