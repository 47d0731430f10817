import { describe, expect, it } from "vitest";
import { z } from "zod";
import { engineConfig, httpConfig, kafkaConfig, loadConfig } from "./config.ts";

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
});
