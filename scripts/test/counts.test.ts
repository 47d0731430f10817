import { expect, it } from "vitest";
import { NOTHING, plus, sentence } from "./counts.ts";
import { countGtest } from "./gtest.ts";
import { countVitest } from "./vitest.ts";

it("says the sum in exactly the words the last line of npm test has", () => {
  const sum = [
    { passed: 3, failed: 0, skipped: 1 },
    { passed: 2, failed: 1, skipped: 0 },
  ].reduce(plus, NOTHING);
  expect(sentence(sum)).toBe("5 passed, 1 failed, 1 skipped");
});

it("counts a disabled gtest as skipped, so that nobody hides one", () => {
  const testsuites = [
    {
      testsuite: [
        { result: "COMPLETED" },
        { result: "COMPLETED", failures: [{}] },
        { result: "SKIPPED" },
        { result: "SUPPRESSED" },
      ],
    },
  ];
  expect(countGtest({ testsuites })).toEqual({ passed: 1, failed: 1, skipped: 2 });
});

it("counts a test file that cannot be loaded as one failure", () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
});
