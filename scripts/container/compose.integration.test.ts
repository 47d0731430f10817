// docker-compose.yml as the reference parser reads it, beside the processes `npm start` runs.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { brokerProperties } from "../../packages/testkit/src/services/kafka-config.ts";
import { programSettings } from "../env-template/programs.ts";
import { checker } from "../lib/checkers.ts";
import { inRoot } from "../lib/paths.ts";
import { readPorts } from "../lib/ports.ts";
import { runCommand } from "../lib/run-command.ts";
import { makeSecrets } from "../lib/secrets.ts";
import { contextOf } from "../process-environments.ts";
import { type OurProcess, ourProcesses } from "../processes.ts";
import { type Compose, type ComposeService, parseCompose } from "./compose.ts";
import { environmentOf, lastOf, stagesOf, withParents } from "./dockerfile.ts";
import { secretFiles } from "./secret-files.ts";

const DEPS = ["postgres", "redis", "kafka"];
const ONE_SHOTS = ["prepare", "bootstrap"];
const secrets = makeSecrets();
const processes = ourProcesses(contextOf(readPorts({}), secrets));

let compose: Compose;
beforeAll(async () => {
  compose = await parseCompose();
});

const entries = () => Object.entries(compose.services);
const ours = () => entries().filter(([name]) => !DEPS.includes(name));
const service = (name: string): ComposeService => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};
const names = (of: ComposeService) => Object.keys(of.environment ?? {});
const withoutFile = (name: string) => name.replace(/_FILE$/, "");

/** Variables the image of a service sets by itself. */
function imageEnvironment({ build }: ComposeService): Record<string, string> {
  const stages = stagesOf(build?.dockerfile ?? "");
  const stage = stages.find(({ name }) => name === build?.target) ?? stages.at(-1);
  return stage ? environmentOf(withParents(stages, stage)) : {};
}

it("[SHIP-030] has a service for every process and one-shot, and the three services", () => {
  const expected = [...processes.map(({ name }) => name), ...ONE_SHOTS, ...DEPS];
  expect(Object.keys(compose.services).sort()).toEqual(expected.sort());
});

it("[SHIP-031] sets only variables its programs read", () => {
  for (const [name, of] of ours()) {
    const read = new Set(programSettings[name]?.map((setting) => setting.name));
    const set = names(of).filter((variable) => variable !== "HEALTH_PORT");
    const unread = set.filter(
      (variable) => !read.has(variable) && !read.has(withoutFile(variable)),
    );
    expect(unread, name).toEqual([]);
  }
});

it("[SHIP-031] gives every required variable, and every one that npm start gives", () => {
  for (const [name, of] of ours()) {
    const given = new Set([...names(of).map(withoutFile), ...names(of)]);
    for (const variable of Object.keys(imageEnvironment(of))) given.add(variable);
    const required = (programSettings[name] ?? []).filter(({ isRequired }) => isRequired);
    const started = environmentOfProcess(processes.find((process) => process.name === name));
    const wanted = [...required.map((setting) => setting.name), ...started];
    const known = new Set(programSettings[name]?.map((setting) => setting.name));
    const missing = wanted.filter((variable) => !given.has(variable));
    expect(
      missing.filter((variable) => known.has(variable)),
      name,
    ).toEqual([]);
  }
});

const environmentOfProcess = (process: OurProcess | undefined) =>
  Object.keys(process?.command().env ?? {});

it("starts a service with the flags of Node that npm start gives", () => {
  const stage = stagesOf("deploy/docker/node.Dockerfile").find(({ name }) => name === "service");
  const command = lastOf(stage?.instructions ?? [], "CMD")?.getArgumentsContent() ?? "[]";
  const isFlag = (part: string) => part.startsWith("--");
  const started = processes.find(({ name }) => name === "router")?.command().args ?? [];
  expect((JSON.parse(command) as string[]).filter(isFlag)).toEqual(started.filter(isFlag));
});

describe("flags of the engine's programs", () => {
  const sources = { engine: "engine/src/app/main.cpp", bridge: "engine/bridge/main.cpp" };

  it("[SHIP-032] knows each, and has each that npm start gives", () => {
    for (const [name, source] of Object.entries(sources)) {
      const known = [...readFileSync(inRoot(source), "utf8").matchAll(/"(--[a-z-]+)"/g)];
      const given = (service(name).command ?? []).flatMap((part) => /^--[a-z-]+/.exec(part) ?? []);
      const started = processes.find((process) => process.name === name)?.command().args ?? [];
      expect(known.map((hit) => hit[1])).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(
        expect.arrayContaining(started.filter((part) => part.startsWith("--"))),
      );
    }
  });
});

it("[SHIP-033] publishes 3003 and 8080, and 5555, 9092 and 6380 to this machine alone", async () => {
  const published = (of: Compose) =>
    Object.values(of.services)
      .flatMap(({ ports = [] }) => ports)
      .map(({ host_ip, published: port }) => `${host_ip ?? "*"}:${port}`)
      .sort();
  const usual = ["*:3003", "*:8080", "127.0.0.1:5555", "127.0.0.1:6380", "127.0.0.1:9092"];
  expect(published(compose)).toEqual(usual);
  const withDeps = await parseCompose("deploy/compose.deps.yml");
  expect(published(withDeps)).toEqual([...usual, "127.0.0.1:5432"].sort());
});

it("[SHIP-034] mounts every secret the set-up makes, and names no other", () => {
  const made = Object.keys(secretFiles(secrets)).sort();
  expect(Object.keys(compose.secrets).sort()).toEqual(made);
  const mounted = entries().flatMap(([, { secrets: of = [] }]) => of.map(({ source }) => source));
  expect([...new Set(mounted)].sort()).toEqual(made);
  for (const [name, { environment = {}, secrets: of = [], command = [] }] of entries()) {
    const files = [...Object.values(environment), ...command]
      .map((text) => /\/run\/secrets\/(\w+)/.exec(String(text))?.[1])
      .filter((file) => file !== undefined);
    expect(files.sort(), name).toEqual(of.map(({ source }) => source).sort());
  }
});

it("[SHIP-034] has no secret in the environment or on a command line", () => {
  const values = Object.values(secretFiles(secrets));
  expect(values.every((value) => value.length >= 16)).toBe(true);
  for (const [name, of] of ours()) {
    const isSecret = new Set(
      (programSettings[name] ?? []).filter((one) => one.isSecret).map((one) => one.name),
    );
    expect(
      names(of).filter((variable) => isSecret.has(variable)),
      name,
    ).toEqual([]);
  }
});

it("[SHIP-035] drops every capability, and makes the root of every file system but Kafka's read-only", () => {
  for (const [name, of] of entries()) {
    expect(of.cap_drop, name).toEqual(["ALL"]);
    expect(of.security_opt, name).toEqual(["no-new-privileges:true"]);
    expect(of.read_only ?? false, name).toBe(name !== "kafka");
  }
});

it("[SHIP-035] has a health check for everything that stays, and waits for it", () => {
  for (const name of DEPS) expect(service(name).healthcheck?.test.length, name).toBeGreaterThan(1);
  for (const [name, { depends_on = {} }] of entries()) {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const wanted = ONE_SHOTS.includes(other)
        ? "service_completed_successfully"
        : "service_healthy";
      expect(condition, `${name} waits for ${other}`).toBe(wanted);
    }
  }
});

it("[SHIP-036] starts the three services alone with profile deps, everything with all", () => {
  const having = (profile: string) =>
    entries()
      .filter(([, { profiles = [] }]) => profiles.includes(profile))
      .map(([name]) => name);
  expect(having("deps").sort()).toEqual([...DEPS].sort());
  expect(having("all").length).toBe(entries().length);
});

it("[SHIP-039] mounts a real day where it is read, and hands on no path of this machine", async () => {
  const withDay = await parseCompose("deploy/compose.replay.yml");
  for (const name of ["bootstrap", "market"]) {
    const { environment, volumes = [] } = withDay.services[name] ?? {};
    const [day] = volumes.filter(({ type }) => type === "bind");
    // Where files are laid over each other the parser writes lists.
    expect(environment, name).toContain(`HFT_REPLAY=${day?.target}`);
    // An archive that is not there must not become a folder.
    expect(day).toMatchObject({ read_only: true, bind: { create_host_path: false } });
    expect(day?.source, name).toMatch(/^\/.*\/day\.zip$/);
  }
  // What a file of settings would say is not what the program is told.
  expect(service("market").environment).toMatchObject({ HFT_REPLAY: "" });
});

it("[SHIP-022] pins every image, Kafka to the broker the tests run", () => {
  const version = /<version>(\d+\.\d+\.\d+)<\/version>\s*<\/dependency>/.exec(
    readFileSync(inRoot("deploy/kafka/pom.xml"), "utf8"),
  )?.[1];
  expect(service("kafka").image).toBe(`apache/kafka:${version}`);
  for (const name of DEPS) expect(service(name).image, name).toMatch(/:\d+\.\d+\.\d+/);
});

it("gives Kafka the settings of the broker the tests run", () => {
  const given = service("kafka").environment ?? {};
  const properties = brokerProperties("/data", 9092, 9093).trim().split("\n");
  const ofTheMachine = /^(controller\.quorum|listener|advertised|log\.dirs)/;
  for (const [key = "", value] of properties.map((line) => line.split("="))) {
    if (ofTheMachine.test(key)) continue;
    const variable = `KAFKA_${key.toUpperCase().replaceAll(".", "_")}`;
    expect(String(given[variable]), variable).toBe(value);
  }
});

it("[SHIP-037] the compose parser refuses a file that is wrong", async () => {
  const run = runCommand(checker("compose-parser"), [inRoot("package.json")], {
    allowFailure: true,
  });
  expect((await run).code).not.toBe(0);
});

it("[SHIP-038] hadolint finds nothing in the Dockerfiles", () => {
  const files = ["engine", "node"].map((name) => inRoot(`deploy/docker/${name}.Dockerfile`));
  const flags = ["--failure-threshold", "style", "--no-color"];
  expect(execFileSync(checker("hadolint"), [...flags, ...files], { encoding: "utf8" })).toBe("");
});
