import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { topics } from "./topics.ts";

const ROUTING = readFileSync(join(import.meta.dirname, "../../engine/bridge/routing.h"), "utf8");

it("has the topics of the bridge, which spells their names in C++, by the same words", () => {
  const words = /enum class Topic [^{]*\{([^}]*)\}/.exec(ROUTING)?.[1]?.match(/\w+/g) ?? [];
  const names = ROUTING.match(/"hft\.[^"]*"/g)?.map((quoted) => quoted.slice(1, -1));
  const declared: Record<string, { name: string }> = topics;
  expect(words).toHaveLength(4);
  expect(words.map((word) => declared[word.toLowerCase()]?.name)).toEqual(names);
});
