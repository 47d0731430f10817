import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../lib/paths.ts";
import { criteriaProblems } from "./criteria.ts";
import { repositoryFiles } from "./repository-files.ts";

const PAGE = /^docs\/acceptance\/.*\.md$/;
/** Also what a test file is put together from: `router/tests/rest/`. */
const TEST = /\.test\.tsx?$|\/tests\/.*\.tsx?$|_test\.cpp$/;

const textsOf = (pattern: RegExp): string[] =>
  repositoryFiles()
    .filter((file) => pattern.test(file))
    .map((file) => readFileSync(inRoot(file), "utf8"));

it("finds each criterion in a test, and each code of a test on a page", () => {
  const pages = textsOf(PAGE);
  expect(pages.join().match(/^\| [A-Z]+-\d{3} \|/gm)?.length).toBeGreaterThan(150);
  expect(criteriaProblems(pages, textsOf(TEST))).toEqual([]);
});

it("says what is declared twice, shown by nothing, or made up", () => {
  const row = (code: string) => `| ${code} | It must | \`e2e\` |\n`;
  const pages = [row("ONE-001") + row("ONE-002") + row("ONE-003"), row("TWO-001") + row("ONE-001")];
  // Not written out, or these would be quoted codes themselves.
  const title = (code: string) => `it("[${code}] holds")`;
  const door = (code: string) => `{ code: "${code}" }`;
  const tests = [title("ONE-001") + title("ONE-009"), door("ONE-002")];
  expect(criteriaProblems(pages, tests)).toEqual([
    "ONE-001 is declared twice",
    "ONE-003 is in no test",
    "TWO-001 is in no test",
    "ONE-009 is on no page",
  ]);
  expect(criteriaProblems([row("ONE-001")], [title("ONE-001")])).toEqual([]);
});
