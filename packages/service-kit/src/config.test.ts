import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { engineConfig, env, httpConfig, kafkaConfig, list, loadConfig, secret } from "./config.ts";
import { settingsOf } from "./config-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const schema = z.object({ http: httpConfig(4101), kafka: kafkaConfig, engine: engineConfig });

describe("loadConfig", () => {
  it("reads the fragments and hides secrets", () => {
    const config = loadConfig(schema, {
      KAFKA_BROKERS: "a:1, b:2",
      ENGINE_TOKEN: "an engine token of some length",
      PORT: "0",
    });
    expect(config.http).toEqual({ host: "127.0.0.1", port: 0 });
    expect(config.kafka.brokers).toEqual(["a:1", "b:2"]);
    expect(`${config.engine.token} ${JSON.stringify(config)}`).not.toContain("some length");
    expect(config.engine.token.reveal()).toBe("an engine token of some length");
  });

  it("names every problem at once", () => {
    const load = () => loadConfig(schema, { PORT: "x", ENGINE_TOKEN: "short" });
    expect(load).toThrow(/PORT[\s\S]*KAFKA_BROKERS[\s\S]*ENGINE_TOKEN/);
  });

  it("[SHIP-001] takes a value from the file that <NAME>_FILE names, without its line end", () => {
    const file = join(folder, "token");
    writeFileSync(file, "a token in a file\n");
    const config = loadConfig(schema, { KAFKA_BROKERS: "a:1", ENGINE_TOKEN_FILE: file });
    expect(config.engine.token.reveal()).toBe("a token in a file");
  });

  it("[SHIP-002] refuses a value given twice, a file that is not there and an empty one", () => {
    const empty = join(folder, "empty");
    writeFileSync(empty, "\n");
    const load = () =>
      loadConfig(schema, {
        KAFKA_BROKERS: "a:1",
        KAFKA_BROKERS_FILE: join(folder, "brokers"),
        PORT_FILE: join(folder, "nowhere"),
        ENGINE_TOKEN_FILE: empty,
      });
    expect(load).toThrow(/PORT_FILE: ENOENT[\s\S]*KAFKA_BROKERS: given twice[\s\S]*ENGINE_TOKEN: /);
    expect(load).not.toThrow(/PORT: /);
  });
});

describe("settingsOf", () => {
  it("lists name, meaning, default, and what is secret or required", () => {
    const settings = settingsOf(
      z.object({
        http: httpConfig(4101),
        key: env("KEY", secret().optional(), "a key"),
        token: env("TOKEN", secret(), "a token"),
        names: env("NAMES", list().default(["a", "b"]), "names"),
      }),
    );
    const common = { isSecret: false, isRequired: false };
    expect(settings).toEqual([
      { ...common, name: "HOST", description: "address to listen on", fallback: "127.0.0.1" },
      { ...common, name: "PORT", description: "TCP port", fallback: "4101" },
      { ...common, name: "KEY", description: "a key", isSecret: true, fallback: undefined },
      {
        name: "TOKEN",
        description: "a token",
        isSecret: true,
        fallback: undefined,
        isRequired: true,
      },
      { ...common, name: "NAMES", description: "names", fallback: "a,b" },
    ]);
  });
});
