import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../lib/paths.ts";
import { missingPaths } from "./named-paths.ts";
import { repositoryFiles } from "./repository-files.ts";

const PAGE = /^(CONTRIBUTING|README)\.md$|^docs\/.*\.md$|\/README\.md$/;
const files = repositoryFiles();

it("names only paths that exist, in every page", () => {
  const pages = files.filter((file) => PAGE.test(file));
  const missing = pages.flatMap((page) =>
    missingPaths(page, readFileSync(inRoot(page), "utf8"), files).map((path) => `${page}: ${path}`),
  );
  expect(pages).toContain("docs/ARCHITECTURE.md");
  expect(missing).toEqual([]);
});

it("finds each kind of path that is not there, and nothing else", () => {
  const repository = ["web/README.md", "web/lib/money.test.ts", "engine/src/core.cpp"];
  const found = (text: string) => missingPaths("web/README.md", text, repository);
  expect(found("[a](lib) [b](../engine/src/core.cpp#top) [c](https://x.example/y.md)")).toEqual([]);
  expect(found("`web/lib/` `web/lib/money` `core.cpp` `src/core.cpp` `web/dist/a.js`")).toEqual([]);
  expect(found("`/healthz` `npm run x/y` `web/<name>.ts` `text/plain` `a.json`")).toEqual([]);
  expect(found("```sh\ncat `web/gone`\n```")).toEqual([]);
  const gone = ["../engine/gone.h", "web/gone", "gone.cpp", "ore.cpp"];
  expect(found(`[a](${gone[0]}) \`${gone.slice(1).join("` `")}\``)).toEqual(gone);
});
